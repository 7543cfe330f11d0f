import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { pointCamerasAtSimulator } from './demo-district.ts';

describe('the simulator’s cameras', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  const addCamera = (code: string, streamUrl: string | null, enabled = true) =>
    database.pool.query(
      `insert into cameras (code, name, name_en, kind, location, height_metres, bearing_degrees, tilt_degrees,
         horizontal_fov_degrees, stream_url, enabled)
       values ($1, $1, $1, 'street', st_setsrid(st_makepoint(113, 30), 4326), 6, 0, -18, 70, $2, $3)`,
      [code, streamUrl, enabled],
    );
  const urlOf = async (code: string) =>
    (await database.pool.query('select stream_url from cameras where code = $1', [code])).rows[0].stream_url;

  it('follow it to another port, and other cameras stay as they are', async () => {
    await addCamera('demo', 'http://127.0.0.1:8090/streams/lane-standing-day/index.m3u8');
    await addCamera('own', 'http://10.0.0.7:8090/streams/gate/index.m3u8');
    await addCamera('gateway', 'http://127.0.0.1:8554/gate.m3u8');
    expect(await pointCamerasAtSimulator(database.pool, 9123)).toBe(true);
    expect(await urlOf('demo')).toBe('http://127.0.0.1:9123/streams/lane-standing-day/index.m3u8');
    expect(await urlOf('own')).toBe('http://10.0.0.7:8090/streams/gate/index.m3u8');
    expect(await urlOf('gateway')).toBe('http://127.0.0.1:8554/gate.m3u8');
  });

  it('need no simulator when they are switched off, or when there are none', async () => {
    expect(await pointCamerasAtSimulator(database.pool, 8090)).toBe(false);
    await addCamera('demo', 'http://127.0.0.1:8090/streams/lane-standing-day/index.m3u8', false);
    await addCamera('none', null);
    expect(await pointCamerasAtSimulator(database.pool, 8090)).toBe(false);
  });
});
