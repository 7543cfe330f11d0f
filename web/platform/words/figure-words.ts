import type { WordTree } from './word-tree.ts';

/** Indicators and reports. */
export const figureWords = {
  title: ['统计分析', 'Figures'],
  period: ['统计周期', 'Period'],
  kind: {
    day: ['日', 'Day'],
    week: ['周', 'Week'],
    month: ['月', 'Month'],
    quarter: ['季', 'Quarter'],
    year: ['年', 'Year'],
  },
  earlier: ['上一期', 'Earlier'],
  later: ['下一期', 'Later'],
  before: ['环比', 'vs before'],
  yearAgo: ['同比', 'vs last year'],
  running: [
    '本期尚未结束：环比、同比均取相同天数。',
    'The period still runs: it is compared with as many days of the others.',
  ],
  now: ['本期', 'This period'],
  previous: ['上期', 'Before'],
  trend: ['上报与结案', 'Reported and closed'],
  by: ['分组', 'By'],
  group: ['名称', 'Name'],
  groupBy: {
    township: ['街道 / 乡镇', 'Townships'],
    community: ['社区 / 村', 'Communities'],
    grid: ['网格', 'Grids'],
    department: ['部门', 'Departments'],
    class: ['事件大类', 'Classes'],
    type: ['事件类型', 'Types'],
    source: ['来源', 'Sources'],
  },
  monthReport: ['月度专报', 'Month’s report'],
  formulas: ['指标口径', 'What the numbers mean'],
  narrowed: ['仅 {{name}}', 'Only {{name}}'],
  none: ['本期没有案件', 'No cases in this period'],
} as const satisfies WordTree;
