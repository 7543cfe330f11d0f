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
  name: string;
  /** Epoch ms. */
  startAt: number;
}

const occurrence = (camera: SimulatedCamera, begunAt: number, pass: number, index: number): Occurrence => {
  const startSeconds = pass * camera.truth.seconds + (camera.truth.incidents[index]?.startSeconds ?? 0);
  return {
    name: `${camera.clip} (${camera.code}), pass ${pass}, incident ${index}`,
    startAt: begunAt + startSeconds * 1000,
  };
};

/** What truly began at that moment, give or take; null where nothing did. */
export function occurrenceAt(
  camera: SimulatedCamera,
  begunAt: number,
  at: number,
  toleranceMs: number,
): string | null {
  const near = occurrencesAround(camera, begunAt, at).find(
    ({ startAt }) => Math.abs(startAt - at) <= toleranceMs,
  );
  return near?.name ?? null;
}

/** The next incident of any of these cameras to begin after that moment. */
export function nextOccurrence(cameras: SimulatedCamera[], begunAt: number, at: number): Occurrence {
  const coming = cameras
    .flatMap((camera) => occurrencesAround(camera, begunAt, at))
    .filter(({ startAt }) => startAt > at);
  const first = coming.toSorted((a, b) => a.startAt - b.startAt)[0];
  if (!first) throw new Error('Nothing happens in front of these cameras');
  return first;
}

/** All incidents of the pass at that moment and of those beside it. */
function occurrencesAround(camera: SimulatedCamera, begunAt: number, at: number): Occurrence[] {
  const pass = Math.floor((at - begunAt) / (camera.truth.seconds * 1000));
  return [pass - 1, pass, pass + 1].flatMap((each) =>
    camera.truth.incidents.map((_, index) => occurrence(camera, begunAt, each, index)),
  );
}
