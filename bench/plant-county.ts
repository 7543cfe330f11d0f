import { hashPassword } from '../server/accounts/password.ts';
import type { Pool } from '../server/platform/db.ts';

/** A county for measuring: 780 square grids of 2 km, 60 cameras, and as many cases as wished, none of it by chance. */
export const county = { west: 113, south: 30, columns: 30, rows: 26, cellDegrees: 0.02 } as const;

const account = { username: 'bench', password: 'only-for-measuring' } as const;

export async function plantCounty(pool: Pool): Promise<typeof account> {
  await pool.query(`
    insert into district (name, name_en, centre, bounds) values
      ('测量县', 'Bench County', st_setsrid(st_makepoint(113.3, 30.26), 4326), st_makeenvelope(113, 30, 113.6, 30.52, 4326));
    insert into areas (code, level, name, name_en, geom)
      values ('990101', 'county', '测量县', 'Bench County', st_multi(st_makeenvelope(113, 30, 113.6, 30.52, 4326)));
    insert into areas (code, level, name, name_en, parent_code, geom)
      select '9901010' || to_char(n, 'FM00'), 'township', n || '镇', 'Town ' || n, '990101',
             st_multi(st_makeenvelope(113 + (n - 1) * 0.04, 30, 113 + n * 0.04, 30.52, 4326))
        from generate_series(1, 15) n;
    insert into areas (code, level, name, name_en, parent_code, geom)
      select t.code || '001', 'community', t.name || '社区', t.name_en || ' community', t.code, t.geom
        from areas t where level = 'township';
    insert into grids (code, name, name_en, kind, households, community_code, township_code, geom)
      select c.code || to_char(row * 2 + col % 2 + 1, 'FM000'), '网格' || row || '-' || col, 'Grid ' || row || '-' || col,
             'urban', 350, c.code, c.parent_code,
             st_multi(st_makeenvelope(113 + col * 0.02, 30 + row * 0.02, 113 + (col + 1) * 0.02, 30 + (row + 1) * 0.02, 4326))
        from generate_series(0, 29) col, generate_series(0, 25) row, areas c
       where c.level = 'community' and c.code = '9901010' || to_char(col / 2 + 1, 'FM00') || '001';
    insert into streets (name, name_en, class, geom)
      select n || '号路', 'Road ' || n, 'primary',
             st_multi(st_setsrid(st_makeline(st_makepoint(113, 30 + n * 0.02), st_makepoint(113.6, 30 + n * 0.02)), 4326))
        from generate_series(0, 25) n;
    insert into departments (code, name, name_en)
      select 'd' || n, n || '局', 'Department ' || n from generate_series(1, 32) n;
    insert into event_types (code, name, name_en, department_code, limit_value, limit_unit) values
      ('ai.fire-lane', '消防通道占用', 'Fire lane blocked', 'd1', 2, 'urgent-hours'),
      ('ai.straw-burning', '秸秆焚烧', 'Straw burning', 'd2', 2, 'urgent-hours'),
      ('ai.high-rise-throwing', '高空抛物', 'High-rise throwing', 'd3', 1, 'working-days');
    insert into event_types (code, name, name_en, department_code, limit_value, limit_unit)
      select 'staff.' || n, '事件' || n, 'Event ' || n, 'd' || n, 4, 'working-hours' from generate_series(4, 32) n;
    insert into cameras (code, name, name_en, kind, location, height_metres, bearing_degrees, tilt_degrees,
                         horizontal_fov_degrees, grid_code)
      select '990101000013100000' || to_char(n, 'FM00'), '塔' || n, 'Tower ' || n, 'hawk-eye', st_centroid(g.geom), 40, 0, -5, 50, g.code
        from generate_series(1, 60) n, grids g
       where g.code = (select code from grids order by code offset n * 13 - 1 limit 1);
  `);
  await pool.query(
    `insert into users (username, name, role, password_hash) values ($1, '测量员', 'operator', $2)`,
    [account.username, await hashPassword(account.password)],
  );
  return account;
}

/**
 * A year of cases that ends now, strewn evenly over the county; the newest `open` of them are open. The indexes are
 * taken away while the rows go in and made again behind them, as one does for an import.
 */
export async function plantCases(pool: Pool, counts: { total: number; open: number }): Promise<void> {
  const { rows: indexes } = await pool.query<{ indexname: string; indexdef: string }>(
    `select i.indexname, i.indexdef from pg_indexes i
      where i.tablename = 'cases' and i.schemaname = current_schema()
        and not exists (select from pg_constraint c where c.conname = i.indexname)`,
  );
  for (const { indexname } of indexes) await pool.query(`drop index ${indexname}`);
  await pool.query('alter table cases set (autovacuum_enabled = false)');
  // what follows the cases is made anew where it is measured
  await pool.query('alter table cases disable trigger user');
  await pool.query(
    `insert into cases (number, source, scene, type_code, department_code, state, location, grid_code, started_at,
                        opened_at, last_seen_at, closed_at, limits_planned, accepted_at, dispatched_at, feedback_at,
                        due_at, rating, rated_at, text)
     select 'B' || to_char(n, 'FM0000000'),
            case when n % 10 = 0 then 'ai' else (array['staff', 'resident', 'hotline'])[n % 3 + 1] end,
            case when n % 10 = 0 then 'fire-lane' end,
            case when n % 10 = 0 then 'ai.fire-lane' else 'staff.' || (4 + n % 29) end, 'd' || (1 + n % 32),
            case when n > $1 - $2 then (array['reported', 'accepted', 'dispatched', 'on-site'])[n % 4 + 1] else 'closed' end,
            st_setsrid(st_makepoint(113 + x * 0.6, 30 + y * 0.52), 4326),
            '9901010' || to_char(floor(x * 15)::int + 1, 'FM00') || '001' ||
              to_char(floor(y * 26)::int * 2 + floor(x * 30)::int % 2 + 1, 'FM000'),
            opened_at, opened_at, opened_at, case when n <= $1 - $2 then opened_at + interval '3 hours' end,
            true,
            opened_at + interval '9 minutes' * (n % 5),
            case when n <= $1 - $2 or n % 4 > 1 then opened_at + interval '1 hour' end,
            case when n <= $1 - $2 then opened_at + interval '2 hours' end, opened_at + interval '1 hour' * (2 + n % 40),
            case when n <= $1 - $2 and n % 3 = 0 then (array[1, 3, 5, 5, 5])[1 + n % 5] end,
            case when n <= $1 - $2 and n % 3 = 0 then opened_at + interval '1 day' end,
            (array['滨河路', '人民路', '学府街', '迎宾大道', '环城西路', '沿江小区'])[1 + n % 6] || n % 211 || '号附近' ||
              (array['暴露垃圾', '井盖松动', '占道经营', '路灯不亮', '管道漏水', '乱堆物料', '噪声扰民'])[1 + n % 7] ||
              case when n % 20011 = 0 then '罕见词' else '' end
       from generate_series(1, $1::int) n,
            -- two irrational steps fill the square evenly, the same every time
            lateral (select (n * 0.7548776662466927) % 1 as x, (n * 0.5698402909980532) % 1 as y,
                            now() - ($1 - n) * (interval '365 days' / $1) - interval '70 minutes' as opened_at) p`,
    [counts.total, counts.open],
  );
  for (const { indexdef } of indexes) await pool.query(indexdef);
  await pool.query('alter table cases enable trigger user');
  await pool.query('alter table cases reset (autovacuum_enabled)');
  await pool.query('vacuum analyze cases');
  await pool.query('analyze');
}
