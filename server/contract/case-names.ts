import type { CaseSource, CaseState } from './case-state.ts';

/** What a case's states and sources are called, in Chinese and in English: on the pages, in tables and in documents. */
type Names<Key extends string> = Record<Key, readonly [zh: string, en: string]>;

export const caseSourceNames = {
  ai: ['智能识别', 'AI'],
  staff: ['网格员上报', 'Grid staff'],
  resident: ['居民上报', 'Resident'],
  delegate: ['代表委员', 'Delegate'],
  hotline: ['12345 热线', 'Hotline 12345'],
  sensor: ['物联感知', 'Sensor'],
  drone: ['无人机', 'Drone'],
} as const satisfies Names<CaseSource>;

export const caseStateNames = {
  reported: ['待受理', 'New'],
  accepted: ['已受理', 'Accepted'],
  refused: ['不予受理', 'False alarm'],
  dispatched: ['已派遣', 'Dispatched'],
  disputed: ['确权中', 'Disputed'],
  received: ['已签收', 'Received'],
  'on-site': ['已到场', 'On site'],
  feedback: ['已反馈', 'Reported back'],
  checked: ['已核查', 'Checked'],
  suspended: ['已挂起', 'Suspended'],
  closed: ['已结案', 'Closed'],
  rated: ['已评价', 'Rated'],
  cancelled: ['已作废', 'Cancelled'],
  merged: ['已并案', 'Merged'],
} as const satisfies Names<CaseState>;
