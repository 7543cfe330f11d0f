import { z } from 'zod';
import { Alert } from './alert.ts';
import { CameraHealth } from './camera.ts';
import { Case } from './case.ts';
import { Box, SceneName } from './detection.ts';
import { Emergency } from './duty.ts';
import { CameraTune } from './feedback.ts';
import { LngLat } from './geo.ts';

/** Seen, not yet a case: a vehicle stands in the lane since 30 s. Shown amber, gone when opened or cleared. */
export const PreAlarm = z.object({
  cameraCode: z.string(),
  scene: SceneName,
  incidentKey: z.string(),
  startedAt: z.string(),
  state: z.enum(['raised', 'ended']),
  location: LngLat.nullable(),
  gridCode: z.string().nullable(),
  box: Box,
});
export type PreAlarm = z.infer<typeof PreAlarm>;

/** A case's pin moved to another grid: areas that it left see it no more. */
export const CaseMoved = z.object({
  caseId: z.string(),
  gridCode: z.string().nullable(),
  /** Codes of the grid and of the areas above it, where it was and where it is. */
  fromAreaCodes: z.array(z.string()),
  toAreaCodes: z.array(z.string()),
});
export type CaseMoved = z.infer<typeof CaseMoved>;

/** The typed map of everything that the log tells a wall; the payload is checked on both sides. */
export const wallEvents = {
  caseOpened: Case,
  caseChanged: Case,
  caseMoved: CaseMoved,
  preAlarm: PreAlarm,
  cameraHealth: z.object({ cameras: z.array(CameraHealth) }),
  /** An operator set or took back a camera's own zone or threshold. */
  cameraTuned: CameraTune,
  /** Somebody was alerted, answered, or did not. */
  alertChanged: Alert,
  /** The emergency rosters count from now on, or do no more. */
  emergencyChanged: Emergency,
} as const;
export type WallEventName = keyof typeof wallEvents;
export type WallEventPayload<N extends WallEventName> = z.infer<(typeof wallEvents)[N]>;

/** Who may hear it: rooms are `topic` and `topic:area`. */
export const EventTopic = z.enum(['cases', 'cameras']);
export type EventTopic = z.infer<typeof EventTopic>;

/** One row of the append-only log; `seq` grows without regard to gaps and never shows out of order. */
export const LogEvent = z.discriminatedUnion('name', [
  z.object({ seq: z.number().int(), at: z.string(), name: z.literal('caseOpened'), payload: Case }),
  z.object({ seq: z.number().int(), at: z.string(), name: z.literal('caseChanged'), payload: Case }),
  z.object({ seq: z.number().int(), at: z.string(), name: z.literal('caseMoved'), payload: CaseMoved }),
  z.object({ seq: z.number().int(), at: z.string(), name: z.literal('preAlarm'), payload: PreAlarm }),
  z.object({
    seq: z.number().int(),
    at: z.string(),
    name: z.literal('cameraHealth'),
    payload: wallEvents.cameraHealth,
  }),
  z.object({ seq: z.number().int(), at: z.string(), name: z.literal('cameraTuned'), payload: CameraTune }),
  z.object({ seq: z.number().int(), at: z.string(), name: z.literal('alertChanged'), payload: Alert }),
  z.object({
    seq: z.number().int(),
    at: z.string(),
    name: z.literal('emergencyChanged'),
    payload: Emergency,
  }),
]);
export type LogEvent = z.infer<typeof LogEvent>;

export const EventPage = z.object({
  items: z.array(LogEvent),
  /** Ask again with `since` = this. */
  seq: z.number().int(),
  /** True where `since` is older than the log reaches back: load the wall anew. */
  reload: z.boolean(),
});
export type EventPage = z.infer<typeof EventPage>;

/** Socket.IO, server → client. Events come in batches in the log's order, about every 200 ms. */
export interface ServerToClient {
  events(batch: LogEvent[]): void;
  /** Away too long: load `GET /api/wall` and subscribe again with its `seq`. */
  reload(): void;
  /** The session ended: sign in again. */
  signedOut(): void;
}

/** Socket.IO, client → server. The answer's `seq` is where the live flow starts. */
export interface ClientToServer {
  subscribe(
    request: { since: number; topics: EventTopic[] },
    answer: (reply: { ok: true; seq: number } | { ok: false; code: string }) => void,
  ): void;
}

/** `GET /api/wall`: everything a wall needs to start, as of `seq`. */
export const WallSnapshot = z.object({
  seq: z.number().int(),
  time: z.string(),
  /** Newest open cases (at most 500) that the hot layer draws and the queue lists. */
  openCases: z.array(Case),
  preAlarms: z.array(PreAlarm),
  counters: z.object({
    openCases: z.number().int(),
    openedToday: z.number().int(),
    closedToday: z.number().int(),
    overdue: z.number().int(),
    aiToday: z.number().int(),
    casesTotal: z.number().int(),
    camerasUp: z.number().int(),
    camerasDown: z.number().int(),
    camerasWatched: z.number().int(),
    camerasTotal: z.number().int(),
    grids: z.number().int(),
  }),
  /** Cameras that a worker watches (or that failed): the rest are as in `GET /api/cameras`. */
  cameraHealth: z.array(CameraHealth),
  /** Where the map starts: `[west, south, east, north]` of the district, and the place to look at first. */
  district: z.object({
    name: z.string(),
    nameEn: z.string(),
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    centre: LngLat,
    /** IANA name: the district's clock and its “today”. */
    timeZone: z.string(),
  }),
});
export type WallSnapshot = z.infer<typeof WallSnapshot>;
