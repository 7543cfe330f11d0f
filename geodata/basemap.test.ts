import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PMTiles, type Source } from 'pmtiles';
import { describe, expect, it } from 'vitest';
import dark from './basemap/style-dark.json' with { type: 'json' };
import light from './basemap/style-light.json' with { type: 'json' };

const bytes = readFileSync(path.join(import.meta.dirname, 'basemap/basemap.pmtiles'));
const source: Source = {
  getKey: () => 'basemap',
  getBytes: async (offset, length) => ({
    data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer,
  }),
};

describe('the offline basemap', () => {
  it('is a readable archive of the zooms 8 to 15', async () => {
    const header = await new PMTiles(source).getHeader();
    expect([header.minZoom, header.maxZoom, header.specVersion]).toEqual([8, 15, 3]);
    expect(header.minLon).toBeLessThan(113.7);
    expect(bytes.length).toBeLessThan(12_000_000);
  });

  it('holds the named streets and buildings of the centre at zoom 15', async () => {
    const tile = await new PMTiles(source).getZxy(15, 26_742, 13_488);
    const content = Buffer.from(tile?.data ?? new ArrayBuffer(0));
    for (const word of ['road', 'building', 'floors', 'landuse', '鹰翔大道', 'Yingxiang Avenue'])
      expect(content.includes(word), word).toBe(true);
  });

  it.each([dark, light])('needs nothing from outside: $name', (style) => {
    expect(style).not.toHaveProperty('glyphs');
    expect(style).not.toHaveProperty('sprite');
    expect(JSON.stringify(style)).not.toContain('http');
  });
});
