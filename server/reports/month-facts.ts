import type { Case } from '#contract/case.ts';
import type { FigureQuery, FigureReport } from '#contract/figures.ts';
import type { SessionUser } from '#contract/session.ts';
import { scopeOf } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';
import { countScenes, listOverdue, pickTypicalCases, type SceneCounts } from './month-cases.repository.ts';

export interface Picture {
  jpeg: Buffer;
  width: number;
  height: number;
}
/** Everything that a month's report tells, as its reader may know it. */
export interface MonthFacts {
  districtName: string;
  timeZone: string;
  /** `2026-11` */
  month: string;
  total: FigureReport;
  byType: FigureReport;
  byDepartment: FigureReport;
  byTownship: FigureReport;
  overdue: { item: Case; daysLate: number }[];
  scenes: SceneCounts[];
  typical: { item: Case; picture: Picture | undefined }[];
}

export interface MonthSources {
  db: Db;
  figures: (query: FigureQuery, reader: SessionUser) => Promise<FigureReport>;
  readCases: (ids: readonly string[]) => Promise<Case[]>;
  readPicture: (caseId: string) => Promise<Picture | undefined>;
}

const listed = 20;

export async function readMonth(
  sources: MonthSources,
  month: string,
  reader: SessionUser,
): Promise<MonthFacts> {
  const { db, figures, readCases, readPicture } = sources;
  const { rows } = await db.query(
    `select d.name, d.time_zone, ($1::date)::timestamp at time zone d.time_zone as start,
            ($1::date + interval '1 month') at time zone d.time_zone as end from district d`,
    [`${month}-01`],
  );
  const { name, time_zone: timeZone, start, end } = rows[0];
  const span = { from: start.toISOString(), to: end.toISOString() };
  const scope = scopeOf(reader);
  const ask = (by: FigureQuery['by']) => figures({ period: 'month', day: `${month}-01`, by }, reader);
  const [byType, byDepartment, byTownship, late, scenes, picked] = await Promise.all([
    ask('type'),
    ask('department'),
    ask('township'),
    listOverdue(db, scope, span, listed),
    countScenes(db, scope, span),
    pickTypicalCases(db, scope, span),
  ]);
  const items = new Map(
    (await readCases([...late, ...picked].map(({ id }) => id))).map((item) => [item.id, item]),
  );
  const typical: MonthFacts['typical'] = [];
  for (const { id, hasPicture } of picked) {
    const item = items.get(id);
    if (item) typical.push({ item, picture: hasPicture ? await readPicture(id) : undefined });
  }
  return {
    districtName: name,
    timeZone,
    month,
    total: byTownship,
    byType,
    byDepartment,
    byTownship,
    overdue: late.flatMap(({ id, daysLate }) => {
      const item = items.get(id);
      return item ? [{ item, daysLate }] : [];
    }),
    scenes,
    typical,
  };
}
