import type { FigureReport } from '#contract/figures.ts';
import { countNames, counts, rateNames, rateOf, rates } from '#contract/indicator.ts';
import type { Table } from '../platform/table/table.ts';
import type { MonthFacts } from './month-facts.ts';
import { monthText } from './month-words.ts';

/** All counts and rates of a month by type, department and township, and the whole beside what it is compared to. */
export function monthTables(facts: MonthFacts): Table[] {
  const { total } = facts.total;
  const ranges = [
    ['本期', total.now],
    ['上期', total.before],
    ['去年同期', total.yearAgo],
  ] as const;
  return [
    {
      title: `${monthText(facts.month)}总体`,
      columns: heads('期间'),
      rows: ranges.map(([name, given]) => [name, ...figuresOf(given)]),
    },
    groupTable('按事件类型', facts.byType),
    groupTable('按部门', facts.byDepartment),
    groupTable('按街道乡镇', facts.byTownship),
  ];
}

const groupTable = (title: string, report: FigureReport): Table => ({
  title,
  columns: heads('名称'),
  rows: report.groups.map(({ name, now }) => [name, ...figuresOf(now)]),
});

const heads = (first: string): Table['columns'] => [
  { name: first, width: 24 },
  ...countNames.map((name) => ({ name: counts[name].name[0], width: 12 })),
  ...rateNames.map((name) => ({ name: `${rates[name].name[0]}（%）`, width: 14 })),
];

const figuresOf = (given: FigureReport['total']['now']): (number | null)[] => [
  ...countNames.map((name) => given[name]),
  ...rateNames.map((name) => {
    const rate = rateOf(name, given);
    return rate === null ? null : Math.round(rate * 10_000) / 100;
  }),
];
