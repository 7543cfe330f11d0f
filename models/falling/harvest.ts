/**
 * Cuts training crops out of rendered clips with the product's own proposals: `npx tsx models/falling/harvest.ts CLIPS OUT`.
 * For each `x.mp4` with its truth `x.mp4.json` it writes `x.crops` (uint8 [n, 8, 32, 32]) and `x.labels` (uint8 [n], 1 is a throw).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Blob } from '../../server/detect/motion/blobs.ts';
import { cropPlanes, cropSide, cutCrops } from '../../server/detect/motion/crops.ts';
import { createMotionProposals } from '../../server/detect/motion/motion-proposals.ts';
import { readRecording } from '../../server/ingest/read-recording.ts';

/** Seconds, x, y and size in source pixels of something thrown. */
type TruthRow = [seconds: number, x: number, y: number, size: number];

const shape = { colour: 'yuv', fit: 'within', width: 1920, height: 1920 } as const;
const mostNegatives = 2500;
const sameMomentSeconds = 0.012;

const readTruth = (file: string): TruthRow[] => {
  const truth = JSON.parse(readFileSync(file, 'utf8')) as {
    rows?: TruthRow[];
    events?: { track: [number, number, number][]; size_px: number }[];
  };
  return (
    truth.rows ??
    (truth.events ?? []).flatMap(({ track, size_px }) =>
      track.map(([seconds, x, y]): TruthRow => [seconds, x, y, size_px]),
    )
  );
};

/** 1 for a throw, 0 for anything else, `undefined` where it is too close to one to say. */
const labelOf = (blob: Blob, scale: number, thrown: readonly TruthRow[]): number | undefined => {
  let label: number | undefined = 0;
  for (const [, x, y, size] of thrown) {
    const distance = Math.hypot(blob.x * scale - x, blob.y * scale - y);
    const isItsSize = Math.max(blob.width, blob.height) * scale < 3 * size + 24;
    if (distance < Math.max(4, 0.5 * size + 2) && isItsSize) return 1;
    if (distance < Math.max(14, 1.5 * size)) label = undefined;
  }
  return label;
};

const harvest = async (clip: string, truthFile: string, out: string): Promise<string> => {
  const truth = readTruth(truthFile);
  const proposals = createMotionProposals();
  const crops: { data: Uint8Array; label: number }[] = [];
  for await (const frame of readRecording(clip, { shape })) {
    const found = proposals.take(frame);
    if (!found) continue;
    const seconds = found.frame.at / 1000;
    const now = truth.filter(([at]) => Math.abs(at - seconds) < sameMomentSeconds);
    for (const blob of found.blobs.slice(0, 40)) {
      const label = labelOf(blob, found.frame.picture.scaleX, now);
      if (label !== undefined) crops.push({ data: cutCrops(found, [blob]), label });
    }
  }
  const negatives = crops.filter(({ label }) => label === 0).length;
  const every = Math.max(1, Math.ceil(negatives / mostNegatives));
  let seen = 0;
  const kept = crops.filter(({ label }) => label === 1 || seen++ % every === 0);
  const size = cropPlanes * cropSide * cropSide;
  const bytes = new Uint8Array(kept.length * size);
  for (const [i, { data }] of kept.entries()) bytes.set(data, i * size);
  writeFileSync(`${out}.crops`, bytes);
  writeFileSync(
    `${out}.labels`,
    Uint8Array.from(kept, ({ label }) => label),
  );
  return `${kept.filter(({ label }) => label === 1).length} throws, ${kept.filter(({ label }) => label === 0).length} others`;
};

const main = async (): Promise<void> => {
  const [clips, out] = process.argv.slice(2);
  if (!clips || !out) throw new Error('Give the folder of clips and a folder to write to');
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(clips).filter((one) => one.endsWith('.mp4'))) {
    const target = path.join(out, name.slice(0, -4));
    const truth = path.join(clips, `${name}.json`);
    if (existsSync(`${target}.labels`) || !existsSync(truth)) continue;
    process.stderr.write(`${name}: ${await harvest(path.join(clips, name), truth, target)}\n`);
  }
};

await main();
