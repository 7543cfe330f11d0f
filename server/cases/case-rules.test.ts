import { describe, expect, it } from 'vitest';
import { caseMachine, endedStates, type StepRule } from '#contract/case-machine.ts';
import { CaseState } from '#contract/case-state.ts';
import { caller, everybody, fresh } from './case-rules.fixture.ts';
import { type CaseFacts, judgeStep, partiesOf, type StepRequest, stepsFor } from './case-rules.ts';

/** Takes steps one after the other, each by whoever may. */
const walk = (...requests: StepRequest[]): CaseFacts => {
  let facts = fresh;
  for (const request of requests) {
    const verdict = judgeStep(facts, request, everybody);
    if (!verdict.allowed) throw new Error(verdict.detail);
    facts = { ...facts, ...verdict.changes };
  }
  return facts;
};

describe('the case loop', () => {
  it('goes from whistle to rating', () => {
    const rated = walk(
      { step: 'accept' },
      { step: 'dispatch', departmentCode: 'D02' },
      { step: 'receive' },
      { step: 'arrive' },
      { step: 'feedback', note: '已清走' },
      { step: 'check' },
      { step: 'close' },
      { step: 'rate', rating: 'satisfied' },
    );
    expect(rated).toMatchObject({ state: 'rated', departmentCode: 'D02', rating: 'satisfied' });
  });

  it('comes back to the centre when a department returns it, and goes out again', () => {
    const sent = walk(
      { step: 'accept' },
      { step: 'dispatch', departmentCode: 'D02' },
      { step: 'return', note: '非本部门职责' },
      { step: 'dispatch', departmentCode: 'D03' },
    );
    expect(sent).toMatchObject({ state: 'dispatched', departmentCode: 'D03' });
  });

  it('goes on where it was when it was suspended', () => {
    const on = walk(
      { step: 'accept' },
      { step: 'dispatch', departmentCode: 'D02' },
      { step: 'receive' },
      { step: 'suspend', note: '待第三方施工' },
      { step: 'resume' },
    );
    expect(on).toMatchObject({ state: 'received', suspendedState: null });
  });

  it('decides on a delay only when one was asked for, and once', () => {
    const asked = walk(
      { step: 'accept' },
      { step: 'dispatch', departmentCode: 'D02' },
      { step: 'request-delay', until: '2026-12-01T00:00:00Z', note: '需吊车' },
    );
    expect(stepsFor(asked, everybody)).toContain('grant-delay');
    expect(stepsFor(asked, everybody)).not.toContain('request-delay');
    const granted = judgeStep(asked, { step: 'grant-delay' }, everybody);
    expect(granted).toMatchObject({ allowed: true, changes: { delayRequestedUntil: null } });
  });

  it('refuses a step with what is missing, who may take it, or what is possible instead', () => {
    expect(judgeStep(fresh, { step: 'refuse' }, ['centre'])).toEqual({
      allowed: false,
      code: 'bad-request',
      detail: 'refuse needs note',
    });
    expect(judgeStep(fresh, { step: 'accept' }, ['handler'])).toMatchObject({ code: 'not-allowed' });
    expect(judgeStep(fresh, { step: 'close' }, ['centre'])).toMatchObject({
      code: 'step-not-possible',
      detail: expect.stringContaining('you may: accept, refuse'),
    });
    expect(judgeStep(fresh, { step: 'merge', otherCaseId: 'a' }, ['centre'])).toMatchObject({
      code: 'bad-request',
    });
  });
});

describe('levels', () => {
  const atGrid = () => walk({ step: 'accept' }, { step: 'dispatch', level: 'grid' }, { step: 'receive' });

  it('have a case in hand where no department has, and hand it up when they can’t', () => {
    const facts = atGrid();
    expect(partiesOf(caller({ role: 'grid', areaCode: '990101001001001' }), facts)).toEqual([
      'grid',
      'handler',
    ]);
    const up = judgeStep(facts, { step: 'escalate', note: '无权处置' }, ['handler']);
    expect(up).toMatchObject({ allowed: true, changes: { level: 'community', state: 'dispatched' } });
    const top = judgeStep(facts, { step: 'escalate', note: '无权处置', level: 'county' }, ['handler']);
    expect(top).toMatchObject({ allowed: true, changes: { level: 'county', state: 'accepted' } });
  });

  it('are never handed down', () => {
    const down = judgeStep({ ...atGrid(), level: 'street' }, { step: 'escalate', note: '…', level: 'grid' }, [
      'centre',
    ]);
    expect(down).toMatchObject({ allowed: false, code: 'bad-request' });
  });
});

it('lets a machine’s false alarm go without words, and asks for a reason where a person reported', () => {
  expect(judgeStep({ ...fresh, source: 'ai' }, { step: 'refuse' }, ['centre'])).toMatchObject({
    allowed: true,
  });
  expect(judgeStep(fresh, { step: 'refuse' }, ['centre'])).toMatchObject({ code: 'bad-request' });
});

it('sends a case to the department that its type names when nobody else is named', () => {
  const accepted = { ...fresh, state: 'accepted', departmentCode: 'D07' } as const;
  expect(judgeStep(accepted, { step: 'dispatch' }, ['machine'])).toMatchObject({
    changes: { state: 'dispatched', departmentCode: 'D07' },
  });
  expect(judgeStep({ ...accepted, departmentCode: null }, { step: 'dispatch' }, ['centre'])).toMatchObject({
    code: 'bad-request',
  });
});

describe('who is what to a case', () => {
  const sent = { ...fresh, state: 'dispatched', departmentCode: 'D02' } as const;

  it('a department is the handler of what was dispatched to it, and of nothing else', () => {
    expect(partiesOf(caller({ role: 'department', departmentCode: 'D02' }), sent)).toEqual(['handler']);
    expect(partiesOf(caller({ role: 'department', departmentCode: 'D03' }), sent)).toEqual([]);
    expect(partiesOf(caller({ role: 'department' }), fresh)).toEqual([]);
  });

  it('an area’s people have a say in their area only', () => {
    expect(partiesOf(caller({ role: 'grid', areaCode: '990101001001001' }), sent)).toEqual(['grid']);
    expect(partiesOf(caller({ role: 'grid', areaCode: '990101001001002' }), sent)).toEqual([]);
    expect(partiesOf(caller({ role: 'dispatcher', areaCode: '990101001' }), sent)).toEqual(['centre']);
    expect(partiesOf(caller({ role: 'leader', areaCode: '990102' }), sent)).toEqual([]);
  });

  it('whoever reported it may rate it, whatever else they are', () => {
    expect(partiesOf(caller({ id: 'reporter', role: 'grid', areaCode: '990101001001001' }), sent)).toEqual([
      'grid',
      'reporter',
      'rater',
    ]);
  });
});

describe('what a machine reported', () => {
  it('is rated by the grid’s staff and the community where it was', () => {
    const seen = { ...fresh, source: 'ai' as const, reporterId: null };
    expect(partiesOf(caller({ role: 'grid', areaCode: '990101001001001' }), seen)).toEqual(['grid', 'rater']);
    expect(partiesOf(caller({ role: 'community', areaCode: '990101001001' }), seen)).toEqual(['rater']);
    expect(partiesOf(caller({ role: 'community', areaCode: '990101001002' }), seen)).toEqual([]);
    expect(partiesOf(caller({ role: 'street', areaCode: '990101001' }), seen)).toEqual([]);
    const told = { ...seen, source: 'resident' as const };
    expect(partiesOf(caller({ role: 'community', areaCode: '990101001001' }), told)).toEqual([]);
  });
});

describe('the table', () => {
  const rules = Object.entries<StepRule>(caseMachine);

  it('leaves no state without a way in, and only what has ended without a way on', () => {
    const reached = new Set<string>(['reported', ...rules.map(([, { to }]) => to)]);
    for (const state of CaseState.options) expect(reached.has(state), state).toBe(true);
    for (const state of CaseState.options) {
      const leads = rules.some(([, { from, to }]) => from.includes(state) && to !== 'same' && to !== state);
      const isDead = state === 'cancelled' || state === 'merged';
      expect(leads, state).toBe(!isDead);
    }
  });

  it('lets nobody but `reopen` and `rate` touch what has ended', () => {
    for (const state of endedStates) {
      const steps = rules.filter(([, { from }]) => from.includes(state)).map(([name]) => name);
      expect(steps.every((name) => name === 'reopen' || name === 'rate')).toBe(true);
    }
  });
});
