import type { WordTree } from './word-tree.ts';

/** Finding cases. */
export const findWords = {
  title: ['案件查询', 'Cases'],
  placeholder: [
    '编号、内容、地点、姓名、电话，空格分隔多个条件',
    'Number, words, place, person, phone – several with spaces between',
  ],
  clear: ['清空', 'Clear'],
  all: ['全部', 'All'],
  open: ['在办', 'Open'],
  overdue: ['超期', 'Overdue'],
  state: ['状态', 'State'],
  area: ['街道 / 社区', 'Area'],
  type: ['事件类型', 'Type'],
  from: ['自', 'From'],
  to: ['至', 'To'],
  what: ['事件', 'What'],
  reporter: ['上报人', 'Reported by'],
  reported: ['上报时间', 'Reported'],
  none: ['没有符合条件的案件', 'No case fits'],
  noneHint: ['减少条件，或检查错别字。', 'Ask for less, or look for a misspelling.'],
  more: ['继续加载', 'More'],
  save: ['保存此查询', 'Save this search'],
  keep: ['保存', 'Save'],
  name: ['名称', 'Name'],
  forget: ['删除“{{name}}”', 'Forget “{{name}}”'],
  xlsx: ['导出 Excel', 'Export to Excel'],
  csv: ['导出 CSV', 'Export as CSV'],
} as const satisfies WordTree;
