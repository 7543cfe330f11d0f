import { FigureQuery } from '#contract/figures.ts';
import { anOperator } from '../server/cases/mini-district.ts';
import { createFigureService } from '../server/figures/figures.service.ts';
import { ratioOf, timedInTurn } from './figures.ts';
import type { PrivateDatabase } from './private-database.ts';
import type { RunningServer } from './running-server.ts';

const questions: Record<string, string> = {
  monthByTownship: 'period=month&by=township',
  monthByType: 'period=month&by=type',
  quarterByDepartment: 'period=quarter&by=department',
  yearByTownship: 'period=year&by=township',
  yearOfOneType: 'period=year&by=department&typeCode=ai.fire-lane',
  monthOfOneTownshipByGrid: 'period=month&by=grid&areaCode=990101008',
  weekBySource: 'period=week&by=source',
};

/** How much longer the cases themselves would take to be counted for the same page. */
const plain = `select g.township_code, count(*) as reported, count(*) filter (where c.closed_at <= c.due_at) as in_time
  from cases c join grids g on g.code = c.grid_code
 where c.opened_at >= date_trunc('year', now()) group by 1`;

/**
 * Pages of indicators over all cases, over HTTP and as the service makes them, beside a plain count of one year's
 * cases, which is a third of what such a page holds. No plan may read the cases.
 */
export async function measureIndicators(database: PrivateDatabase, server: RunningServer, rounds: number) {
  const { pool } = database;
  const startedAt = performance.now();
  await pool.query('select rebuild_figures()');
  const rebuildSeconds = Math.round((performance.now() - startedAt) / 1000);
  await pool.query('vacuum analyze figure_days, figure_months, figure_totals, figure_deltas');
  const service = createFigureService(pool);
  const { rows } = await pool.query(
    `select (select count(*)::int from cases) as cases, (select count(*)::int from figure_days) as days,
            (select count(*)::int from figure_months) as months`,
  );
  const measured: Record<string, unknown> = {};
  for (const [name, query] of Object.entries(questions)) {
    const asked = FigureQuery.parse(Object.fromEntries(new URLSearchParams(query)));
    const tooMuch = await plansThatReadTooMuch(asked);
    if (tooMuch.length > 0) throw new Error(`${name} reads too much:\n${tooMuch.join('\n')}`);
    const spreads = await timedInTurn(
      { http: () => server.get(`/api/figures?${query}`), service: () => service.report(asked, anOperator) },
      rounds,
    );
    measured[name] = spreads;
  }
  const { plain: plainSpread } = await timedInTurn({ plain: () => pool.query(plain) }, 3);
  const year = measured.yearByTownship as { http: Parameters<typeof ratioOf>[0] };
  return {
    ...rows[0],
    rebuildSeconds,
    ...measured,
    plain: plainSpread,
    yearToPlain: ratioOf(year.http, plainSpread),
  };

  /** Plans of what is asked meanwhile that read `cases`, or walk the days from end to end. */
  async function plansThatReadTooMuch(asked: FigureQuery): Promise<string[]> {
    const statements: [string, unknown[]][] = [];
    const listening = {
      query: (text: string, values: unknown[] = []) => {
        statements.push([text, values]);
        return pool.query(text, values);
      },
    };
    await createFigureService(listening as typeof pool).report(asked, anOperator);
    const plans = await Promise.all(
      statements.map(async ([text, values]) => {
        const { rows } = await pool.query(`explain ${text}`, values);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      }),
    );
    return plans.filter((plan) => / on cases\b|Seq Scan on figure_days/.test(plan));
  }
}
