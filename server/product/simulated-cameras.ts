import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { SceneName } from '#contract/detection.ts';
import type { Pool } from '../platform/db.ts';
import type { FaultOrder } from '../simulator/faults.ts';
import type { Product } from './start-product.ts';

/** For tests: the cameras that the simulator plays, with what truly happens in front of them. */

const Truth = z.object({
  scene: SceneName,
  fps: z.number(),
  seconds: z.number(),
  incidents: z.array(z.object({ startSeconds: z.number(), endSeconds: z.number(), kind: z.string() })),
});

export interface SimulatedCamera {
  code: string;
  clip: string;
  scene: SceneName;
  truth: z.infer<typeof Truth>;
}

const clipsDir = path.resolve(import.meta.dirname, '../../geodata/footage/clips');

export async function readSimulatedCameras(pool: Pool, simulatorUrl: string): Promise<SimulatedCamera[]> {
  const { rows } = await pool.query(
    'select code, stream_url, scene from cameras where enabled and stream_url like $1 order by code',
    [`${simulatorUrl}/%`],
  );
  return Promise.all(
    rows.map(async ({ code, stream_url, scene }) => {
      const clip = /\/streams\/([^/]+)\//.exec(stream_url)?.[1];
      if (!clip) throw new Error(`Camera ${code} plays no clip`);
      const truth = Truth.parse(JSON.parse(await readFile(path.join(clipsDir, `${clip}.json`), 'utf8')));
      return { code, clip, scene, truth };
    }),
  );
}

/** Breaks or mends what plays a clip. */
export async function setFault(
  { simulatorUrl, controlToken }: Product,
  clip: string,
  fault: FaultOrder['fault'],
): Promise<void> {
  const answer = await fetch(`${simulatorUrl}/control/${clip}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${controlToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ fault }),
  });
  if (!answer.ok) throw new Error(`Fault ${fault} of ${clip}: ${answer.status} ${await answer.text()}`);
}

/** Epoch ms of the simulator's first picture: every clip began then, and begins again when it is over. */
export async function firstPictureAt(simulatorUrl: string, clip: string): Promise<number> {
  const playlist = await (await fetch(`${simulatorUrl}/streams/${clip}/index.m3u8`)).text();
  const sequence = Number(/#EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(playlist)?.[1]);
  const date = /#EXT-X-PROGRAM-DATE-TIME:(\S+)/.exec(playlist)?.[1] ?? '';
  const at = Date.parse(date) - sequence * segmentMs;
  if (Number.isNaN(at)) throw new Error(`The playlist of ${clip} has no date:\n${playlist}`);
  return at;
}
const segmentMs = 2000;

/** One incident in one pass of a camera's clip. */
export interface Occurrence {
  /** The same in every pass. */
  incident: string;
  pass: number;
  /** Epoch ms. */
  startAt: number;
}

/** What truly began at that moment, give or take; undefined where nothing did. */
export function occurrenceAt(
  camera: SimulatedCamera,
  begunAt: number,
  at: number,
  toleranceMs: number,
): Occurrence | undefined {
  const near = occurrencesAround(camera, begunAt, at);
  return near.find(({ startAt }) => Math.abs(startAt - at) <= toleranceMs);
}

/** The next incident to begin after that moment, of these or of any. */
export function nextOccurrence(
  cameras: SimulatedCamera[],
  incidents: ReadonlySet<string> | undefined,
  begunAt: number,
  at: number,
): Occurrence {
  const coming = cameras
    .flatMap((camera) => occurrencesAround(camera, begunAt, at))
    .filter(({ incident, startAt }) => startAt > at && (incidents?.has(incident) ?? true));
  const first = coming.toSorted((a, b) => a.startAt - b.startAt)[0];
  if (!first) throw new Error('None of these incidents is to come');
  return first;
}

/** All incidents of the pass at that moment and of those beside it. */
function occurrencesAround(
  { code, clip, truth }: SimulatedCamera,
  begunAt: number,
  at: number,
): Occurrence[] {
  const now = Math.floor((at - begunAt) / (truth.seconds * 1000));
  return [now - 1, now, now + 1].flatMap((pass) =>
    truth.incidents.map(({ startSeconds }, index) => ({
      incident: `${clip} (${code}), incident ${index}`,
      pass,
      startAt: begunAt + (pass * truth.seconds + startSeconds) * 1000,
    })),
  );
}
