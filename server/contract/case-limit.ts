import { z } from 'zod';
import type { CaseState } from './case-state.ts';
import { TimeLimit } from './working-calendar.ts';

/** 时限: what each part of a case's way is given, when that turns yellow and red, and what follows when it is over. */

/** 受理, 派遣, 签收, 确权, 报到, 处置, 核查, 结案; `whole` runs from the report to the close (办理时限). */
export const LimitPhase = z.enum([
  'accept',
  'dispatch',
  'receive',
  'settle',
  'arrive',
  'handle',
  'check',
  'close',
  'whole',
]);
export type LimitPhase = z.infer<typeof LimitPhase>;

/** The step that a case in a state waits for; nothing runs in the others. */
export const phaseOfState: Partial<Record<CaseState, LimitPhase>> = {
  reported: 'accept',
  accepted: 'dispatch',
  dispatched: 'receive',
  disputed: 'settle',
  received: 'arrive',
  'on-site': 'handle',
  feedback: 'check',
  checked: 'close',
};

/** A limit that runs in a case. Times are ISO 8601 UTC; while it is paused they stand as they were. */
export const CaseLimit = z.object({
  phase: LimitPhase,
  startedAt: z.string(),
  yellowAt: z.string(),
  redAt: z.string(),
  dueAt: z.string(),
  pausedAt: z.string().nullable(),
});
export type CaseLimit = z.infer<typeof CaseLimit>;

/** What a phase is given; `climbs` says that a level which lets it pass loses the case to the one above (升级、督办). */
export const PhaseLimit = TimeLimit.extend({ climbs: z.boolean().default(true) });
export type PhaseLimit = z.infer<typeof PhaseLimit>;

/** Shares of the limit after which it is yellow, and red. */
const Share = z.number().gt(0).lt(1);
export const LimitPolicy = z
  .object({
    code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and -, at most 40'),
    name: z.string().trim().min(1).max(60),
    nameEn: z.string().trim().min(1).max(80),
    yellow: Share,
    red: Share,
    phases: z.partialRecord(LimitPhase, PhaseLimit),
  })
  .refine(({ yellow, red }) => yellow < red, { message: 'must come after yellow', path: ['red'] });
export type LimitPolicy = z.infer<typeof LimitPolicy>;
