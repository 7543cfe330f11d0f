import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { phaseOfState } from '#contract/case-limit.ts';
import { type CaseStepName, caseMachine, endedStates, type Party } from '#contract/case-machine.ts';
import { type DispatchFixture, plantDispatch } from '../case-dispatch.fixture.ts';
import { everybody } from '../cases/case-rules.fixture.ts';
import { stepsFor } from '../cases/case-rules.ts';
import { type StepTaker, takeStepIn } from '../cases/take-step.ts';
import { transact } from '../platform/db.ts';

/** Random walks through the loop, by whoever may: after each step the limits are those of the state that it led to. */

let here: DispatchFixture;
beforeAll(async () => {
  here = await plantDispatch();
  // every part of the way has a limit, so that a missing one shows
  await here.pool.query(
    `update limit_policies set phases = (select jsonb_object_agg(phase, '{"value": 1, "unit": "urgent-hours", "climbs": true}'::jsonb)
       from unnest(array['accept', 'dispatch', 'receive', 'settle', 'arrive', 'handle', 'check', 'close', 'whole']) phase)`,
  );
});
afterAll(() => here.drop());

const request = {
  note: '随机',
  departmentCode: 'fire',
  until: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  rating: 'not',
} as const;

function takerOf(step: CaseStepName): StepTaker {
  const who: readonly Party[] = caseMachine[step].who;
  if (who.includes('machine')) return { party: 'machine' };
  if (who.includes('handler')) return here.department;
  if (who.includes('centre')) return here.operator;
  return who.includes('supervisor') ? here.supervisor : { party: 'reporter' };
}

async function checkLimits(caseId: string): Promise<void> {
  const item = await here.read(caseId);
  const running = await here.limits(caseId);
  const phases = running.map(({ phase }) => phase).sort();
  const isEnded = endedStates.some((state) => state === item.state);
  const standing = item.state === 'suspended' ? item.suspendedState : item.state;
  const phase = standing && phaseOfState[standing];
  expect(phases, item.state).toEqual(isEnded ? [] : [phase, 'whole'].sort());
  for (const { next_at, told } of running)
    expect(next_at === null, `${item.state} ${told}`).toBe(item.state === 'suspended');
  const whole = running.find((limit) => limit.phase === 'whole');
  if (whole) expect(item.dueAt).toBe(whole.due_at.toISOString());
  expect(item.limits.map((limit) => limit.phase).sort()).toEqual(phases);
}

it('keeps one limit for the step that is waited for and one for the whole, whatever is done', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 4, maxLength: 14 }), async (choices) => {
      const caseId = await here.openCase();
      await here.runner().runDue();
      await checkLimits(caseId);
      for (const choice of choices) {
        const item = await here.read(caseId);
        const possible = stepsFor(item, everybody).filter(
          (step) =>
            step !== 'merge' && step !== 'link' && (step !== 'escalate' || item.level !== 'department'),
        );
        const step = possible[choice % possible.length];
        if (!step) break;
        const by = takerOf(step);
        const level =
          step === 'dispatch' && choice % 3 === 0
            ? ({ level: 'grid', departmentCode: undefined } as const)
            : {};
        await transact(here.pool, (tx, emit) =>
          takeStepIn(tx, emit, caseId, { step, ...request, ...level }, by, here.hooks),
        ).catch((error: { code?: string }) => {
          // a step of somebody else's: the walk goes on with the next choice
          if (error.code !== 'not-allowed' && error.code !== 'bad-request') throw error;
          taken -= 1;
        });
        taken += 1;
        await checkLimits(caseId);
      }
    }),
    { numRuns: 25 },
  );
  expect(taken).toBeGreaterThan(60);
}, 240_000);
