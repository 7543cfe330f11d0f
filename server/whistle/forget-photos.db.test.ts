import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantMiniDistrict } from '../cases/mini-district.ts';
import { createFileStore } from '../evidence/file-store.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { forgetUnnamedPhotos } from './forget-photos.ts';
import { insertPhoto } from './photo.repository.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  folder = await mkdtemp(path.join(tmpdir(), 'eyrie-photos-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

it('deletes photos that were never named after a week, and keeps those of cases and of today', async () => {
  const { pool } = database;
  const store = createFileStore(folder);
  const user = await pool.query(
    `insert into users (username, name, role, password_hash) values ('g', 'g', 'grid', '') returning id`,
  );
  const opened = await pool.query(
    `insert into cases (number, source, type_code, state, location, started_at, opened_at)
     values ('n', 'staff', 'ai.fire-lane', 'reported', st_setsrid(st_makepoint(113, 30), 4326), now(), now()) returning id`,
  );
  const add = async (name: string, ageDays: number, caseId: string | null) => {
    const storageKey = `photos/${name}.jpg`;
    const { sha256, bytes } = await store.put(storageKey, Buffer.from(name), 'image/jpeg');
    const photo = { storageKey, sha256, bytes, width: 1, height: 1, takenAt: null, location: null };
    const id = await insertPhoto(pool, photo, { userId: user.rows[0].id });
    await pool.query(
      'update photos set case_id = $2, uploaded_at = now() - make_interval(days => $3) where id = $1',
      [id, caseId, ageDays],
    );
  };
  await add('forgotten', 8, null);
  await add('of-today', 0, null);
  await add('of-a-case', 400, opened.rows[0].id);
  expect(await forgetUnnamedPhotos(pool, store)).toBe(1);
  const { rows } = await pool.query('select storage_key from photos order by storage_key');
  expect(rows.map((row) => row.storage_key)).toEqual(['photos/of-a-case.jpg', 'photos/of-today.jpg']);
  expect(await store.get('photos/forgotten.jpg')).toBeUndefined();
  expect(await forgetUnnamedPhotos(pool, store)).toBe(0);
});
