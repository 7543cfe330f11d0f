import { caseSourceNames, caseStateNames } from '#contract/case-names.ts';
import type { FoundCase } from '#contract/find.ts';
import { type Cell, type Table, tableTime } from '../platform/table/table.ts';

export type Language = 'zh' | 'en';
interface Column {
  name: readonly [zh: string, en: string];
  width: number;
  of(item: FoundCase, reader: { language: Language; timeZone: string }): Cell;
}

const ratings = {
  satisfied: ['满意', 'Satisfied'],
  'so-so': ['基本满意', 'So-so'],
  not: ['不满意', 'Not satisfied'],
} as const;
const pick = (language: Language, [zh, en]: readonly [string | null, string | null]): string | null =>
  language === 'en' ? en || zh : zh || en;

const columns: readonly Column[] = [
  { name: ['编号', 'Number'], width: 18, of: ({ number }) => number },
  {
    name: ['事件类型', 'Type'],
    width: 18,
    of: (c, { language }) => pick(language, [c.typeName, c.typeNameEn]),
  },
  { name: ['说明', 'Text'], width: 40, of: ({ text }) => text },
  {
    name: ['状态', 'State'],
    width: 10,
    of: ({ state }, { language }) => pick(language, caseStateNames[state]),
  },
  {
    name: ['来源', 'Source'],
    width: 12,
    of: ({ source }, { language }) => pick(language, caseSourceNames[source]),
  },
  {
    name: ['主办部门', 'Department'],
    width: 20,
    of: (c, { language }) => pick(language, [c.departmentName, c.departmentNameEn]),
  },
  ...(['township', 'community', 'grid', 'street'] as const).map((part, i): Column => {
    const name = (
      [
        ['街道 / 乡镇', 'Township'],
        ['社区 / 村', 'Community'],
        ['网格', 'Grid'],
        ['道路', 'Street'],
      ] as const
    )[i] as readonly [string, string];
    return {
      name,
      width: 14,
      of: ({ place }, { language }) => pick(language, [place[`${part}Name`], place[`${part}NameEn`]]),
    };
  }),
  { name: ['上报人', 'Reported by'], width: 12, of: ({ reporterName }) => reporterName },
  { name: ['电话', 'Phone'], width: 14, of: ({ reporterPhone }) => reporterPhone },
  { name: ['上报时间', 'Reported'], width: 17, of: (c, { timeZone }) => tableTime(c.openedAt, timeZone) },
  { name: ['办理时限', 'Due'], width: 17, of: (c, { timeZone }) => tableTime(c.dueAt, timeZone) },
  { name: ['结案时间', 'Closed'], width: 17, of: (c, { timeZone }) => tableTime(c.closedAt, timeZone) },
  {
    name: ['评价', 'Rating'],
    width: 10,
    of: ({ rating }, { language }) => rating && pick(language, ratings[rating]),
  },
  { name: ['经度', 'Longitude'], width: 12, of: ({ location }) => location[0] },
  { name: ['纬度', 'Latitude'], width: 12, of: ({ location }) => location[1] },
];

/** Found cases as a table in one language; `most` is told below where there were more. */
export function casesTable(
  items: readonly FoundCase[],
  reader: { language: Language; timeZone: string },
  cutAt: number | null,
): Table {
  const note = [
    `仅含最新 ${cutAt} 件，请缩小查询范围`,
    `The newest ${cutAt} only: narrow the search`,
  ] as const;
  return {
    title: pick(reader.language, ['案件', 'Cases']) ?? '',
    columns: columns.map(({ name, width }) => ({ name: pick(reader.language, name) ?? '', width })),
    rows: items.map((item) => columns.map((column) => column.of(item, reader))),
    note: cutAt === null ? undefined : (pick(reader.language, note) ?? undefined),
  };
}
