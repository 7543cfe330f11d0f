import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantMiniDistrict, sceneChange } from '../cases/mini-district.ts';
import { recordSceneChange } from '../cases/record-scene-change.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { caseTile } from './tile.repository.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  await recordSceneChange(database.pool, sceneChange({ place: [113.006, 30.0101] }));
});
afterAll(() => database.drop());

/** The tile that holds the case, as text: names of properties stand in it as they are. */
const tileAt = async (z: number): Promise<string> => {
  const x = Math.floor(((113.006 + 180) / 360) * 2 ** z);
  const radians = (30.0101 * Math.PI) / 180;
  const y = Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** z);
  return (await caseTile(database.pool, { z, x, y }, { kind: 'district' })).toString('latin1');
};

it('counts cases together when they are seen from afar', async () => {
  const tile = await tileAt(9);
  expect(tile).toContain('count');
  expect(tile).not.toContain('typeCode');
});

it('tells each case by itself when seen from near, and gives it no count, which would draw it as several', async () => {
  const tile = await tileAt(14);
  expect(tile).toContain('typeCode');
  expect(tile).not.toContain('count');
});
