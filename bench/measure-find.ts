import { ratioOf, timedInTurn } from './figures.ts';
import type { PrivateDatabase } from './private-database.ts';
import type { RunningServer } from './running-server.ts';

/** What people type: common and rare words, several at once, a place, a number’s end, and words with filters. */
const searches: Record<string, string> = {
  common: 'q=垃圾',
  rare: 'q=罕见词',
  middling: 'q=井盖松动',
  two: 'q=滨河 漏水',
  placeAndWord: 'q=8镇社区 占道',
  numberEnd: 'q=0123456',
  nothing: 'q=没有这样的词',
  filtered: 'q=垃圾&state=dispatched&areaCode=990101008',
  ofOneGrid: 'q=垃圾&areaCode=990101008001026',
};

/** Pages of the search over HTTP, beside a plain `like` over all documents for the one that finds nothing. */
export async function measureFind(database: PrivateDatabase, server: RunningServer, rounds: number) {
  const { pool } = database;
  const startedAt = performance.now();
  await pool.query('drop index case_search_grams');
  await pool.query('select index_cases(array(select id from cases))');
  await pool.query(`
    set maintenance_work_mem = '512MB';
    create index case_search_grams on case_search using gin (search_grams(document));
    alter index case_search_grams alter column 1 set statistics 0;
    reset maintenance_work_mem`);
  const indexSeconds = Math.round((performance.now() - startedAt) / 1000);
  await pool.query('vacuum analyze case_search');
  const measured: Record<string, unknown> = {};
  for (const [name, query] of Object.entries(searches)) {
    const address = `/api/find?limit=50&${new URLSearchParams(query)}`;
    const { items } = JSON.parse((await server.get(address)).toString());
    const { http } = await timedInTurn({ http: () => server.get(address) }, rounds);
    measured[name] = { hits: items.length, http };
  }
  const { plain } = await timedInTurn(
    {
      plain: () =>
        pool.query(
          `select case_id from case_search where document like '%没有这样的词%' order by opened_at desc limit 51`,
        ),
    },
    3,
  );
  const nothing = measured.nothing as { http: Parameters<typeof ratioOf>[0] };
  return { indexSeconds, ...measured, plain, nothingToPlain: ratioOf(nothing.http, plain) };
}
