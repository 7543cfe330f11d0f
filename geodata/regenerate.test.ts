import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { drawBasemap } from './generator/basemap-tiles.ts';
import { growDemo, seed } from './generator/generate.ts';
import { writeDistrict } from './generator/write-district.ts';
import { districtDir } from './read-district.ts';

/** Of the content, for packers differ between versions. */
const contentHash = (file: string): string => {
  const bytes = readFileSync(file);
  return createHash('sha256')
    .update(file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .digest('hex');
};

it('grows the committed district again from its seed, byte for byte', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'district-'));
  try {
    const district = growDemo();
    writeDistrict(dir, district, seed);
    for (const file of readdirSync(dir))
      expect(contentHash(path.join(dir, file)), file).toBe(contentHash(path.join(districtDir, file)));
    const committed = readFileSync(path.join(districtDir, '../basemap/basemap.pmtiles'));
    expect(drawBasemap(district).length).toBe(committed.length);
  } finally {
    rmSync(dir, { recursive: true });
  }
}, 600_000);
