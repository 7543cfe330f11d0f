import { CaseQuery } from '#contract/case.ts';
import { createCaseService } from '../server/cases/case.service.ts';
import { anOperator } from '../server/cases/mini-district.ts';
import { ratioOf, timedInTurn } from './figures.ts';
import type { PrivateDatabase } from './private-database.ts';
import type { RunningServer } from './running-server.ts';

interface List {
  query: string;
  /** The same rows' ids, as plainly as SQL can ask for them. */
  plain: string;
}

const newest = 'order by opened_at desc, id desc limit 51';
const lists: Record<string, List> = {
  newest: { query: 'limit=50', plain: `select id from cases ${newest}` },
  open: { query: 'limit=50&state=open', plain: `select id from cases where closed_at is null ${newest}` },
  ofOneGrid: {
    query: 'limit=50&gridCode=990101008001026',
    plain: `select id from cases where grid_code = '990101008001026' ${newest}`,
  },
  byScene: {
    query: 'limit=50&scene=fire-lane',
    plain: `select id from cases where scene = 'fire-lane' ${newest}`,
  },
  inView: {
    query: 'limit=50&state=open&bbox=113.2,30.2,113.24,30.24',
    plain: `select id from cases where closed_at is null
               and location && st_makeenvelope(113.2, 30.2, 113.24, 30.24, 4326) ${newest}`,
  },
};

/**
 * Pages of the case list: over HTTP, as read and checked by the service alone, and beside both the plain statement
 * that finds the ids of the same rows.
 */
export async function measureLists(database: PrivateDatabase, server: RunningServer, rounds: number) {
  const { pool } = database;
  const service = createCaseService(pool);
  const { rows } = await pool.query('select count(*)::int as cases from cases');
  const measured: Record<string, unknown> = {};
  for (const [name, { query, plain }] of Object.entries(lists)) {
    measured[name] = await measureList(query, () => pool.query(plain));
  }
  const deep = await farPage(server);
  measured.hundredthPage = await measureList(`limit=50&after=${deep.after}`, () =>
    pool.query(
      `select id from cases where (opened_at, id) < ($1::timestamptz, $2::uuid) ${newest}`,
      deep.position,
    ),
  );
  return { cases: rows[0].cases, ...measured };

  async function measureList(query: string, plain: () => Promise<unknown>) {
    const asked = CaseQuery.parse(Object.fromEntries(new URLSearchParams(query)));
    const spreads = await timedInTurn(
      {
        http: () => server.get(`/api/cases?${query}`),
        service: () => service.list(asked, anOperator),
        plain,
      },
      rounds,
    );
    return { ...spreads, ratioToPlain: ratioOf(spreads.http, spreads.plain) };
  }
}

/** Walks 100 pages down the list; answers where the next one starts. */
async function farPage(server: RunningServer): Promise<{ after: string; position: [string, string] }> {
  let page: { items: { openedAt: string; id: string }[]; next: string } = { items: [], next: '' };
  for (let n = 0; n < 10; n += 1) {
    const after = page.next ? `&after=${page.next}` : '';
    page = JSON.parse((await server.get(`/api/cases?limit=500${after}`)).toString());
  }
  const last = page.items.at(-1);
  if (!last) throw new Error('The list has no hundredth page');
  return { after: page.next, position: [last.openedAt, last.id] };
}
