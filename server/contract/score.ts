import { z } from 'zod';
import { caseRoles, type Endpoint } from './endpoint.ts';
import { MonthQuery } from './report.ts';

/** 考核: departments and grids by points, for what their cases of a month were like. */

export const ScoreSubject = z.enum(['department', 'grid']);
export type ScoreSubject = z.infer<typeof ScoreSubject>;

export const ScoreRuleCode = z.enum([
  'late-arrival',
  'no-arrival',
  'overdue',
  'returned',
  'reworked',
  'not-satisfied',
  'satisfied',
  'false-whistle',
  'good-whistle',
]);
export type ScoreRuleCode = z.infer<typeof ScoreRuleCode>;

export const ScoreRule = z.object({
  code: ScoreRuleCode,
  subject: ScoreSubject,
  /** For each case that it holds for; below zero takes away. */
  points: z.number().min(-100).max(100),
  /** Within so many minutes of the dispatch, where it is about turning up. */
  limitMinutes: z.number().int().positive().max(100_000).nullable(),
  enabled: z.boolean(),
});
export type ScoreRule = z.infer<typeof ScoreRule>;

export const Scored = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  cases: z.number().int(),
  /** 100, and what its cases gave and took for each hundred of them; never below 0. */
  score: z.number(),
  counts: z.partialRecord(ScoreRuleCode, z.number().int()),
});
export type Scored = z.infer<typeof Scored>;

export const scoreEndpoints = {
  scores: {
    method: 'GET',
    path: '/api/scores',
    summary: 'Departments or grids by their score for the cases reported in a month, the best first',
    may: caseRoles,
    query: MonthQuery.extend({ subject: ScoreSubject.default('department') }),
    reply: z.object({ rules: z.array(ScoreRule), items: z.array(Scored) }),
  },
  changeScoreRule: {
    method: 'PUT',
    path: '/api/score-rules/:code',
    summary: 'Change a rule’s points, its minutes, or whether it counts',
    may: ['admin', 'supervisor'],
    params: z.object({ code: z.string() }),
    body: ScoreRule.pick({ points: true, limitMinutes: true, enabled: true }),
    reply: ScoreRule,
  },
} as const satisfies Record<string, Endpoint>;
