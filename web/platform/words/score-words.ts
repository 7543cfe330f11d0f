import type { WordTree } from './word-tree.ts';

/** Scores of departments and grids. */
export const scoreWords = {
  title: ['考核评分', 'Scores'],
  subject: { department: ['部门', 'Departments'], grid: ['网格', 'Grids'] },
  rank: ['名次', 'Rank'],
  score: ['得分', 'Score'],
  cases: ['案件数', 'Cases'],
  rules: ['计分规则', 'Rules'],
  formula: [
    '得分 = 100 + 每百件案件的加减分；部门计派遣给它的案件，网格计网格员上报的案件。',
    'Score = 100 and what each hundred cases give and take: those sent to a department, those reported by a grid’s staff.',
  ],
  month: ['月份', 'Month'],
  minutes: ['分钟', 'minutes'],
  points: ['分值', 'points'],
  none: ['本月没有可计分的案件', 'No case of this month counts'],
  rule: {
    'late-arrival': ['报到超时', 'Arrived late'],
    'no-arrival': ['未报到', 'Did not arrive'],
    overdue: ['超期', 'Overdue'],
    returned: ['退单、争议', 'Returned'],
    reworked: ['返工', 'Reworked'],
    'not-satisfied': ['评价不满意', 'Not satisfied'],
    satisfied: ['评价满意', 'Satisfied'],
    'false-whistle': ['虚假吹哨', 'False whistle'],
    'good-whistle': ['有效上报', 'Good whistle'],
  },
} as const satisfies WordTree;
