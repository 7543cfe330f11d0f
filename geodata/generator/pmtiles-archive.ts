import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';

/** A single-file tile archive as the PMTiles specification, version 3, describes it. */
export interface Tile {
  z: number;
  x: number;
  y: number;
  data: Uint8Array;
}
export interface ArchiveInfo {
  bounds: readonly [number, number, number, number];
  centre: readonly [number, number];
  centreZoom: number;
  metadata: object;
}
interface Entry {
  id: number;
  offset: number;
  length: number;
  run: number;
}

const headerBytes = 127;
/** Readers fetch the first 16 KiB at once and expect header and root directory in it. */
const firstReadBytes = 16_384;
const gzip = 2;
const vectorTiles = 1;

function varints(values: readonly number[]): number[] {
  return values.flatMap((value) => {
    const bytes: number[] = [];
    let left = value;
    while (left >= 128) {
      bytes.push((left % 128) + 128);
      left = Math.floor(left / 128);
    }
    return [...bytes, left];
  });
}

function directory(entries: readonly Entry[]): Buffer {
  const deltas = entries.map(({ id }, i) => id - (entries[i - 1]?.id ?? 0));
  const offsets = entries.map(({ offset }, i) => {
    const before = entries[i - 1];
    return before && before.offset + before.length === offset ? 0 : offset + 1;
  });
  return gzipSync(
    Buffer.from(
      varints([
        entries.length,
        ...deltas,
        ...entries.map((e) => e.run),
        ...entries.map((e) => e.length),
        ...offsets,
      ]),
    ),
    { level: 9 },
  );
}

/** Tiles in, archive bytes out; equal tiles are stored once. The district's few thousand tiles fit one directory. */
export function archiveTiles(tiles: readonly Tile[], info: ArchiveInfo): Buffer {
  const sorted = tiles
    .map((tile) => ({ id: zxyToTileId(tile.z, tile.x, tile.y), data: tile.data }))
    .sort((a, b) => a.id - b.id);
  const contents: Buffer[] = [];
  const known = new Map<string, { offset: number; length: number }>();
  const entries: Entry[] = [];
  let end = 0;
  for (const { id, data } of sorted) {
    const packed = gzipSync(data, { level: 9 });
    const digest = createHash('sha256').update(packed).digest('hex');
    let place = known.get(digest);
    if (!place) {
      place = { offset: end, length: packed.length };
      known.set(digest, place);
      contents.push(packed);
      end += packed.length;
    }
    const last = entries.at(-1);
    if (last && last.offset === place.offset && last.id + last.run === id) last.run++;
    else entries.push({ id, ...place, run: 1 });
  }
  const root = directory(entries);
  if (headerBytes + root.length > firstReadBytes) throw new Error('too many tiles for one directory');
  const metadata = gzipSync(Buffer.from(JSON.stringify(info.metadata)), { level: 9 });
  const dataOffset = headerBytes + root.length + metadata.length;

  const header = Buffer.alloc(headerBytes);
  header.write('PMTiles', 0, 'ascii');
  header.writeUInt8(3, 7);
  const words = [
    headerBytes,
    root.length,
    headerBytes + root.length,
    metadata.length,
    dataOffset,
    0,
    dataOffset,
    end,
    tiles.length,
    entries.length,
    contents.length,
  ];
  for (const [i, value] of words.entries()) header.writeBigUInt64LE(BigInt(value), 8 + 8 * i);
  const zooms = tiles.map((tile) => tile.z);
  const flags = [1, gzip, gzip, vectorTiles, Math.min(...zooms), Math.max(...zooms)];
  for (const [i, value] of flags.entries()) header.writeUInt8(value, 96 + i);
  const degrees = (value: number): number => Math.round(value * 1e7);
  for (const [i, value] of info.bounds.entries()) header.writeInt32LE(degrees(value), 102 + 4 * i);
  header.writeUInt8(info.centreZoom, 118);
  for (const [i, value] of info.centre.entries()) header.writeInt32LE(degrees(value), 119 + 4 * i);
  return Buffer.concat([header, root, metadata, ...contents]);
}
