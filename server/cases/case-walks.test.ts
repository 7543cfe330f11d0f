import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseStepName, caseStepNames, endedStates } from '#contract/case-machine.ts';
import { CaseState } from '#contract/case-state.ts';
import { Role } from '#contract/session.ts';
import { everybody, fresh } from './case-rules.fixture.ts';
import {
  type Caller,
  type CaseFacts,
  judgeStep,
  partiesOf,
  type StepRequest,
  stepsFor,
} from './case-rules.ts';

describe('a hundred thousand random walks', () => {
  const walksPerSeed = 200;
  const longest = 30;
  const filled = {
    note: '因为',
    departmentCode: 'D01',
    until: '2026-12-01T00:00:00Z',
    otherCaseId: 'b',
    rating: 'so-so',
    level: 'street',
  } as const;

  /** Mostly a step that is offered, with all that it may need; sometimes any step with anything left out. */
  const anyRequest = (pick: <T>(items: readonly T[]) => T, offered: readonly CaseStepName[]): StepRequest => {
    if (offered.length > 0 && pick([true, true, true, false])) return { step: pick(offered), ...filled };
    const kept = Object.entries(filled).filter(() => pick([true, false]));
    return { step: pick(caseStepNames), ...Object.fromEntries(kept) };
  };
  const anyCaller = (pick: <T>(items: readonly T[]) => T): Caller => ({
    id: pick(['reporter', 'someone']),
    role: pick(Role.options),
    areaCode: pick([null, '990101001', '990101001001001', '990102']),
    departmentCode: pick([null, 'D01', 'D02']),
  });
  const visited = new Set<string>();

  const walkAtRandom = (pick: <T>(items: readonly T[]) => T): void => {
    let facts = fresh;
    for (let i = 0; i < longest; i++) {
      const parties = pick([true, false]) ? everybody : partiesOf(anyCaller(pick), facts);
      const offered = stepsFor(facts, parties);
      const asked = anyRequest(pick, offered);
      const verdict = judgeStep(facts, asked, parties);
      if (!verdict.allowed) {
        if (verdict.code !== 'bad-request' && offered.includes(asked.step))
          throw broken('refused what it offered', facts, asked);
        continue;
      }
      if (!offered.includes(asked.step)) throw broken('allowed what it did not offer', facts, asked);
      if (isEnded(facts.state) && asked.step !== 'reopen' && asked.step !== 'rate')
        throw broken('went on after the end', facts, asked);
      facts = { ...facts, ...verdict.changes };
      visited.add(facts.state);
      const wrong = wrongWith(facts);
      if (wrong) throw broken(wrong, facts, asked);
    }
  };
  const isEnded = (state: CaseState) => endedStates.some((ended) => ended === state);
  const broken = (what: string, facts: CaseFacts, asked: StepRequest) =>
    new Error(`${what}: ${JSON.stringify({ facts, asked })}`);

  /** What must hold in every state. */
  const wrongWith = (facts: CaseFacts): string | undefined => {
    if ((facts.suspendedState !== null) !== (facts.state === 'suspended'))
      return 'a suspended case forgot where it was';
    if ((facts.rating !== null) !== (facts.state === 'rated')) return 'a rating without its state';
    if ((facts.mergedIntoId !== null) !== (facts.state === 'merged')) return 'merged into nothing';
    if (facts.mergedIntoId === facts.id || facts.parentId === facts.id) return 'tied to itself';
    const isOut = ['dispatched', 'received', 'on-site', 'disputed', 'feedback', 'checked'].includes(
      facts.state,
    );
    const isAtLevel = ['micro-grid', 'grid', 'community', 'street'].includes(facts.level);
    if (isOut && facts.departmentCode === null && !isAtLevel) return 'out at nobody';
    const mayWait = ['dispatched', 'received', 'on-site', 'suspended'].includes(facts.state);
    return facts.delayRequestedUntil !== null && !mayWait ? 'a delay that nobody can grant' : undefined;
  };

  it('reach every state, and never leave the table or lose a department, a delay, a suspended state or a rating', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seeded(seed);
        for (let walks = 0; walks < walksPerSeed; walks++)
          walkAtRandom((items) => items[Math.floor(random() * items.length)]!);
      }),
      { numRuns: 100_000 / walksPerSeed },
    );
    expect([...visited].sort()).toEqual([...CaseState.options].sort());
  }, 120_000);
});

/** Numbers in 0..1 by xorshift. */
function seeded(seed: number): () => number {
  let state = seed || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
