import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Box, SceneName } from '#contract/detection.ts';
import { BadInput } from '../analyse/arguments.ts';
import { type EvaluationClip, pictureNames, type TruthEvent } from './evaluation-clip.ts';
import { readLabelledStills } from './labelled-stills.ts';
import { readOpencvBoxes } from './opencv-boxes.ts';
import { type TruthClip, type TruthEventEntry, TruthFile } from './truth-schema.ts';

/** Where the truth of a lane names no dwell, nothing may stand for this long: the strictest that a centre would set. */
const strictestDwellSeconds = 5;

/** The clips of a folder with a `truth.json`; throws BadInput that names what is wrong with it. */
export const readTruthFile = async (folder: string, stillsPerFolder: number): Promise<EvaluationClip[]> => {
  const file = path.join(folder, 'truth.json');
  const parsed = TruthFile.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadInput(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const truth = parsed.data;
  const set = path.basename(path.resolve(folder));
  const clips = truth.clips.map(async (clip) => {
    const scene = clip.scene ?? truth.scene ?? sceneMeantBy(clip, set);
    if (!scene) throw new BadInput(`${file}: the clip ${clip.file ?? clip.frames_dir} names no scene`);
    if (clip.dir) return readLabelledStills(path.join(folder, clip.dir), { set, scene }, stillsPerFolder);
    const frameSeconds =
      clip.frame_seconds ??
      truth.frame_seconds ??
      frameSecondsInWords(clip.note) ??
      frameSecondsInWords(truth.convention);
    return [await toClip(clip, { folder, set, scene, frameSeconds: frameSeconds ?? 0 })];
  });
  return (await Promise.all(clips)).flat();
};

/** A truth made before there were scenes in it: what happens, or else the folder's name, tells which is meant. */
const sceneMeantBy = (clip: TruthClip, set: string): SceneName | undefined => {
  const words = [...(clip.events ?? []).map((event) => event.class), clip.labels ?? '', set].join(' ');
  if (/smoke|flame|fire|burn/i.test(words)) return 'straw-burning';
  if (/drop|fall|throw/i.test(words)) return 'high-rise-throwing';
  if (/stand|vehicle|lane/i.test(words)) return 'fire-lane';
  return undefined;
};

const toClip = async (
  clip: TruthClip,
  {
    folder,
    set,
    scene,
    frameSeconds,
  }: { folder: string; set: string; scene: SceneName; frameSeconds: number },
): Promise<EvaluationClip> => {
  const name = clip.file ?? clip.frames_dir;
  if (!name) throw new BadInput(`A clip of ${set} names neither a file nor a folder`);
  const events = await Promise.all((clip.events ?? []).map((event) => toEvent(event, clip, folder)));
  const dwellSeconds = clip.dwell_s ?? strictestDwellSeconds;
  return {
    set,
    name,
    input: path.resolve(folder, name),
    isStill: pictureNames.test(name),
    scene,
    events,
    ignore: clip.ignore_zones ?? [],
    folderFps: clip.fps ?? 1,
    timeLapse: frameSeconds * (clip.fps ?? 1) || 1,
    conditions: clip.conditions ?? [],
    ...(scene === 'fire-lane' ? { dwellSeconds, ...(clip.zone ? { zone: clip.zone } : {}) } : {}),
    ...(clip.sample_fps ? { sampleFps: clip.sample_fps } : {}),
    ...(clip.fps ? { framesPerSecond: clip.fps } : {}),
    ...(clip.camera ? { camera: clip.camera } : {}),
    ...(clip.starts_at ? { startsAt: clip.starts_at } : {}),
  };
};

const toEvent = async (
  event: TruthEventEntry,
  { fps, file }: TruthClip,
  folder: string,
): Promise<TruthEvent> => {
  const boxesFile = event.boxes_file?.split(/\s/)[0];
  const given = event.boxes?.map(({ frame, bbox }) => ({ frame, box: bbox as Box }));
  const boxes = given ?? (boxesFile ? await readOpencvBoxes(path.join(folder, boxesFile)) : []);
  const isStill = file !== undefined && pictureNames.test(file);
  if (boxes.length > 0 && !fps && !isStill)
    throw new BadInput(`Boxes by frame need the clip's fps (${folder})`);
  const end = event.t_leave ?? event.t_end;
  return {
    kind: event.class,
    firstSeconds: event.t_first,
    ...(end === undefined ? {} : { endSeconds: end }),
    boxes: boxes.map(({ frame, box }) => ({ seconds: isStill ? 0 : frame / (fps ?? 1), box })),
    track: event.track ?? [],
  };
};

/** “1 frame = 60 s”, “one frame is one minute”: as people note it of a time-lapse. */
const frameSecondsInWords = (note: string | undefined): number | undefined => {
  const found = /(?:1|one) frame (?:=|is) (one|\d+(?:\.\d+)?) ?(s|second|minute)/.exec(note ?? '');
  if (!found) return undefined;
  return (found[1] === 'one' ? 1 : Number(found[1])) * (found[2] === 'minute' ? 60 : 1);
};
