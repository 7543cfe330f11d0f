/** 消防通道占用: opens an incident for what stands in a fire lane too long, follows it, and clears it when it has left. */
import type {
  Box,
  CreateScene,
  Observation,
  Point,
  Reason,
  SceneChange,
  SceneChangeKind,
} from '#contract/detection.ts';
import type { FireLaneSettings } from '#contract/scene-settings.ts';
import { createDwellCount } from './fire-lane-dwell.ts';
import { createEmergencyWatch } from './fire-lane-emergency.ts';
import { isGroundWithThing, sightingsOf } from './fire-lane-sightings.ts';
import { createStandingThings, type StandingThings } from './fire-lane-standing.ts';
import { freeWidthMetres } from './fire-lane-width.ts';
import { blockingOnly, createZone, type Zone } from './fire-lane-zone.ts';
import { createTracker, type Track, type Tracker } from './tracker.ts';
import { footOf } from './tracker-boxes.ts';

const defaultScoreThreshold = 0.3;
/** A fire engine needs so much clear width. */
const neededMetres = 4;
const updateEveryMs = 30_000;
/** Share of the looks at its stand in which a thing must have been there, without and with those where others hid it. */
const enoughSeen = 0.7;
const enoughSeenOfAll = 0.5;
/** Different cars that are caught at about the same place scatter more than a detector's boxes of one that stands. */
const mostScatter = 0.09;
/** What has stood since the start, which no pixel tells, must have been seen by the detector in so many frames. */
const enoughDetected = 0.7;
const adoptAfterMs = 2_000;
const sureScore = 0.4;
/** A thing in plain sight is seen nearly always; what blinks more often, per sighting, is scenery. */
const mostBlinks = 0.35;
/** A thing that drives out of the zone has left it when it was outside so often and so long. */
const outsideFrames = 2;
const outsideMs = 800;

interface Incident {
  key: string;
  startedAt: number;
  updatedAt: number;
  outside: number;
  outsideSince: number | undefined;
}

/** Standing is judged by place, so it works from one frame in two seconds up to every frame. */
export const createFireLaneScene: CreateScene<FireLaneSettings> = ({ settings, geometry, mode }) => {
  const threshold = settings.scoreThreshold ?? defaultScoreThreshold;
  const dwellMs = settings.dwellSeconds * 1000;
  const preAlarmMs = settings.preAlarmSeconds * 1000;
  const incidents = new Map<number, Incident>();
  const dwell = createDwellCount(dwellMs);
  const emergencies = createEmergencyWatch();
  const warned = new Map<number, number>();
  const adopted = new Set<number>();
  let size: { width: number; height: number } | undefined;
  let zone: Zone;
  let standing: StandingThings;
  let tracker: Tracker;

  const begin = ({ frame }: Observation): SceneChange[] => {
    if (size?.width === frame.width && size.height === frame.height) return [];
    const ended = size ? closeAll(frame.at) : [];
    size = { width: frame.width, height: frame.height };
    zone = createZone(settings.zone, settings.ignoreZones, frame.width, frame.height);
    standing = createStandingThings();
    adopted.clear();
    tracker = createTracker();
    return ended;
  };

  const closeAll = (at: number): SceneChange[] =>
    tracker.tracks().flatMap((track) => {
      const incident = incidents.get(track.id);
      incidents.delete(track.id);
      return incident ? [changeOf('cleared', track, incident, at)] : endWarning(track, at);
    });

  const changeOf = (change: SceneChangeKind, track: Track, incident: Incident, at: number): SceneChange => {
    const durationSeconds = Math.max(0, Math.round((at - incident.startedAt) / 100) / 10);
    const zoneShare = Math.round(zone.share(track.place) * 100) / 100;
    const freeWidth = change === 'cleared' ? undefined : widthBeside(track.place);
    return {
      scene: 'fire-lane',
      change,
      incidentKey: incident.key,
      startedAt: incident.startedAt,
      at,
      label: track.label,
      score: Math.min(1, Math.max(0, track.score)),
      box: track.box,
      anchor: footOf(track.box),
      reasons: [reasonOf(change, durationSeconds, zoneShare), ...widthReason(freeWidth)],
      facts: {
        durationSeconds,
        zoneShare,
        dwellSeconds: settings.dwellSeconds,
        ...(freeWidth === undefined ? {} : { freeWidthMetres: freeWidth }),
      },
    };
  };

  /** Metres that stay free beside a box, to a decimetre; undefined without the camera's geometry and a zone. */
  const widthBeside = (box: Box): number | undefined => {
    if (!geometry || !settings.zone || !size) return undefined;
    const { width, height } = size;
    const lane = settings.zone.map(([x, y]): Point => [x * width, y * height]);
    const metres = freeWidthMetres(lane, box, size, geometry);
    return metres === undefined ? undefined : Math.round(metres * 10) / 10;
  };

  const widthReason = (freeMetres: number | undefined): Reason[] =>
    freeMetres !== undefined && freeMetres < neededMetres
      ? [{ code: 'fire-lane.too-narrow', values: { freeMetres, neededMetres } }]
      : [];

  const reasonOf = (change: SceneChangeKind, seconds: number, share: number) =>
    change === 'cleared'
      ? { code: 'fire-lane.left', values: { seconds } }
      : { code: 'fire-lane.stands-in-zone', values: { seconds, share, limitSeconds: settings.dwellSeconds } };

  const incidentOf = (track: Track, at: number): Incident => ({
    key: `fire-lane:${track.standingSince}:${track.id}`,
    startedAt: track.standingSince,
    updatedAt: at,
    outside: 0,
    outsideSince: undefined,
  });

  /** What was warned of and has gone or moved on before the dwell: the warning ends. */
  const endWarning = (track: Track, at: number): SceneChange[] => {
    const since = warned.get(track.id);
    warned.delete(track.id);
    if (since === undefined) return [];
    const incident = { ...incidentOf(track, at), key: `fire-lane:${since}:${track.id}`, startedAt: since };
    return [changeOf('cleared', track, incident, at)];
  };

  /** The pixels saw it come; or the detector has seen it steadily, in one place, as one sees what stands in plain sight. */
  const isSureOf = (track: Track): boolean => {
    const { thing, detected, seen, looked, hidden, blinked, scatter } = track;
    if (thing !== undefined) return !adopted.has(thing) || detected >= enoughDetected * seen;
    const isSteady = seen >= enoughSeen * looked && seen >= enoughSeenOfAll * (looked + hidden);
    return isSteady && blinked <= mostBlinks * seen && scatter <= mostScatter;
  };

  /** A thing without an incident: warned of at the pre-alarm, opened at the dwell. */
  const judge = (track: Track, at: number): SceneChange[] => {
    if (!track.isSeen || !isSureOf(track) || !zone.isOccupiedBy(track.place)) return [];
    if (settings.exemptEmergencyVehicles && emergencies.isEmergency(track.id)) return endWarning(track, at);
    if (dwell.isOver(track, at)) {
      const incident = incidentOf(track, at);
      incidents.set(track.id, incident);
      warned.delete(track.id);
      track.isKept = true;
      return [changeOf('opened', track, incident, at)];
    }
    if (
      dwell.stoodMs(track, at) >= preAlarmMs &&
      track.seen >= 2 &&
      warned.get(track.id) !== track.standingSince
    ) {
      warned.set(track.id, track.standingSince);
      return [changeOf('pre-alarm', track, incidentOf(track, at), at)];
    }
    return [];
  };

  /** A thing with an incident: still there, or driven out of the zone. */
  const follow = (track: Track, incident: Incident, at: number): SceneChange[] => {
    const isOutside = track.isSeen && !track.looksUnmoved && !zone.isOccupiedBy(track.box);
    incident.outside = isOutside ? incident.outside + 1 : track.isSeen ? 0 : incident.outside;
    if (incident.outside === 0) incident.outsideSince = undefined;
    else incident.outsideSince ??= at;
    if (incident.outside >= outsideFrames && at - incident.outsideSince! >= outsideMs) {
      incidents.delete(track.id);
      Object.assign(track, { isKept: false, standingSince: at, seen: 1, looked: 1, hidden: 0, blinked: 0 });
      return [changeOf('cleared', track, incident, at)];
    }
    if (at - incident.updatedAt < updateEveryMs) return [];
    incident.updatedAt = at;
    return [changeOf('updated', track, incident, at)];
  };

  /** What the detector has seen standing since the ground was learnt is part of that ground until it is told apart. */
  const adopt = (track: Track, at: number): void => {
    const isSteady =
      track.seen >= 3 && track.seen >= enoughSeen * track.looked && track.scatter <= mostScatter;
    if (track.thing !== undefined || !track.isSeen || !isSteady) return;
    if (at - track.standingSince < adoptAfterMs || track.score < sureScore) return;
    const ground = standing.inspect(track.place);
    if (!ground || !isGroundWithThing(ground)) return;
    const id = standing.adopt(track.place, track.standingSince);
    if (id !== undefined) adopted.add(id);
  };

  const judgeStill = ({ frame, detections }: Observation): SceneChange[] =>
    blockingOnly(detections, threshold)
      .filter(({ box }) => zone.isOccupiedBy(box))
      .map(({ label, score, box }, i) => ({
        scene: 'fire-lane',
        change: 'opened',
        incidentKey: `fire-lane:${frame.at}:${i + 1}`,
        startedAt: frame.at,
        at: frame.at,
        label,
        score,
        box,
        anchor: footOf(box),
        reasons: [{ code: 'fire-lane.in-zone', values: { share: Math.round(zone.share(box) * 100) / 100 } }],
        facts: { durationSeconds: 0, zoneShare: zone.share(box) },
      }));

  return {
    observe(observation) {
      const { at } = observation.frame;
      const changes = begin(observation);
      if (mode === 'still') return judgeStill(observation);
      const gone = tracker.update(
        at,
        sightingsOf(observation, standing, threshold),
        observation.frame.picture,
      );
      for (const track of tracker.tracks()) adopt(track, at);
      dwell.look(at, tracker.tracks());
      if (settings.exemptEmergencyVehicles) emergencies.look(observation.frame.picture, tracker.tracks());
      for (const track of gone) {
        const incident = incidents.get(track.id);
        incidents.delete(track.id);
        changes.push(...(incident ? [changeOf('cleared', track, incident, at)] : endWarning(track, at)));
      }
      for (const track of tracker.tracks()) {
        const incident = incidents.get(track.id);
        const movedOn = warned.has(track.id) && warned.get(track.id) !== track.standingSince;
        if (movedOn) changes.push(...endWarning(track, at));
        changes.push(...(incident ? follow(track, incident, at) : judge(track, at)));
      }
      return changes;
    },
  };
};
