import { z } from 'zod';

/**
 * 评价指标: what is counted and which rates are made of it, each with its formula in words. A count belongs to the day of
 * what it counts; whatever is “due” belongs to the day on which its time limit ran out.
 */

type Words = readonly [zh: string, en: string];
interface CountDefinition {
  name: Words;
  meaning: Words;
}

export const counts = {
  reported: {
    name: ['上报数', 'Reported'],
    meaning: ['期内上报的案件', 'Cases reported in the period'],
  },
  accepted: {
    name: ['受理数', 'Taken up'],
    meaning: [
      '期内由中心受理或决定不予受理的案件',
      'Cases that the centre accepted or refused in the period',
    ],
  },
  filed: {
    name: ['立案数', 'Accepted'],
    meaning: ['期内受理并立案的案件', 'Cases that the centre accepted in the period'],
  },
  filedInTime: {
    name: ['按时立案数', 'Accepted in time'],
    meaning: [
      '上报后在规定分钟数内立案（默认 15 分钟）',
      'Accepted within the minutes allowed (15 unless set)',
    ],
  },
  dispatched: {
    name: ['派遣数', 'Dispatched'],
    meaning: ['期内派遣到责任单位的案件', 'Cases sent to whoever is responsible'],
  },
  dispatchedWell: {
    name: ['准确派遣数', 'Dispatched right'],
    meaning: ['派遣后没有退单、确权争议或改派', 'Never given back, disputed or sent elsewhere'],
  },
  handled: {
    name: ['处置数', 'Handled'],
    meaning: ['期内由责任单位反馈处置结果的案件', 'Cases reported back as handled'],
  },
  reworked: {
    name: ['返工数', 'Reworked'],
    meaning: ['处置后被要求返工的案件', 'Handled cases that were sent back to work'],
  },
  due: {
    name: ['应结案数', 'Due'],
    meaning: ['已立案、办理时限在期内届满的案件', 'Accepted cases whose time limit ran out in the period'],
  },
  handledDue: {
    name: ['应处置已处置数', 'Due and handled'],
    meaning: ['应结案中已处置的案件', 'Of those due: handled'],
  },
  handledInTime: {
    name: ['按期处置数', 'Handled in time'],
    meaning: ['应结案中在时限内处置的案件', 'Of those due: handled within the limit'],
  },
  closedDue: {
    name: ['应结案已结案数', 'Due and closed'],
    meaning: ['应结案中已结案的案件', 'Of those due: closed'],
  },
  closedInTime: {
    name: ['按期结案数', 'Closed in time'],
    meaning: ['应结案中在时限内结案的案件', 'Of those due: closed within the limit'],
  },
  closed: { name: ['结案数', 'Closed'], meaning: ['期内结案的案件', 'Cases closed in the period'] },
  closedLate: {
    name: ['超期结案数', 'Closed late'],
    meaning: ['期内结案、但已超过时限的案件', 'Closed in the period, after their limit'],
  },
  rated: {
    name: ['评价数', 'Rated'],
    meaning: ['期内由上报人评价的案件', 'Cases rated by whoever reported'],
  },
  satisfied: { name: ['满意数', 'Satisfied'], meaning: ['评价为满意的案件', 'Cases rated satisfied'] },
} as const satisfies Record<string, CountDefinition>;
export type CountName = keyof typeof counts;
export const countNames = Object.keys(counts) as [CountName, ...CountName[]];
/** The counts that tables show beside each other, in this order. */
export const tableCounts = [
  'reported',
  'filed',
  'dispatched',
  'handled',
  'due',
  'closed',
  'closedLate',
  'reworked',
] as const satisfies CountName[];

interface RateDefinition {
  name: Words;
  part: CountName;
  of: CountName;
  /** Whether more is better. */
  up: boolean;
}

export const rates = {
  filedInTimeRate: { name: ['按时立案率', 'Accepted in time'], part: 'filedInTime', of: 'filed', up: true },
  dispatchedWellRate: {
    name: ['准确派遣率', 'Dispatched right'],
    part: 'dispatchedWell',
    of: 'dispatched',
    up: true,
  },
  handledRate: { name: ['处置率', 'Handled'], part: 'handledDue', of: 'due', up: true },
  handledInTimeRate: { name: ['按期处置率', 'Handled in time'], part: 'handledInTime', of: 'due', up: true },
  closedRate: { name: ['结案率', 'Closed'], part: 'closedDue', of: 'due', up: true },
  closedInTimeRate: { name: ['按期结案率', 'Closed in time'], part: 'closedInTime', of: 'due', up: true },
  reworkRate: { name: ['返工率', 'Reworked'], part: 'reworked', of: 'handled', up: false },
  satisfactionRate: { name: ['群众满意率', 'Satisfied'], part: 'satisfied', of: 'rated', up: true },
} as const satisfies Record<string, RateDefinition>;
export type RateName = keyof typeof rates;
export const rateNames = Object.keys(rates) as [RateName, ...RateName[]];

/** How often each thing happened. */
export const Counts = z.record(z.enum(countNames), z.number().int());
export type Counts = z.infer<typeof Counts>;

/** A rate between 0 and 1; null where there was nothing to judge by. */
export const rateOf = (name: RateName, given: Counts): number | null => {
  const { part, of } = rates[name];
  return given[of] === 0 ? null : given[part] / given[of];
};
