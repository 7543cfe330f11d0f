import { describe, expect, it } from 'vitest';
import type { Case } from '#contract/case.ts';
import type { LogEvent, PreAlarm, WallSnapshot } from '#contract/wall-events.ts';
import { applyEvents } from './apply-events.ts';
import { hotCaseLimit, stateOfSnapshot } from './wall-state.ts';

const item = (id: string, values: Partial<Case> = {}) =>
  ({
    id,
    source: 'ai',
    state: 'reported',
    gridCode: 'g1',
    openedAt: '2026-11-20T10:00:00Z',
    version: 1,
    ...values,
  }) as Case;
const event = (seq: number, name: 'caseOpened' | 'caseChanged', payload: Case) =>
  ({ seq, at: '', name, payload }) as LogEvent;
const alarm = (seq: number, state: PreAlarm['state']) =>
  ({ seq, at: '', name: 'preAlarm', payload: { cameraCode: 'c', incidentKey: 'k', state } }) as LogEvent;
const counters = { openCases: 5, openedToday: 2, closedToday: 1, aiToday: 1, casesTotal: 100 };
const start = (openCases: Case[] = []) =>
  stateOfSnapshot({
    seq: 10,
    openCases,
    preAlarms: [],
    counters,
    cameraHealth: [],
  } as unknown as WallSnapshot);

describe('applyEvents', () => {
  it('counts an opened case once, however often it is told', () => {
    const opened = event(11, 'caseOpened', item('a'));
    const once = applyEvents(start(), [opened]);
    expect(once.counters).toMatchObject({ openCases: 6, openedToday: 3, aiToday: 2, casesTotal: 101 });
    expect(once.gridLoadChange.get('g1')).toBe(1);
    expect(applyEvents(once, [opened])).toBe(once);
    expect(applyEvents(start(), [opened, opened]).counters.openCases).toBe(6);
  });

  it('ignores what the snapshot already contains', () => {
    const before = start([item('a')]);
    expect(applyEvents(before, [event(10, 'caseChanged', item('a', { state: 'closed', version: 2 }))])).toBe(
      before,
    );
  });

  it('takes a case off the map and out of its grid’s load when it ends', () => {
    const after = applyEvents(start([item('a')]), [
      event(11, 'caseChanged', item('a', { state: 'refused', version: 2 })),
    ]);
    expect(after.cases.has('a')).toBe(false);
    expect(after.ended.has('a')).toBe(true);
    expect(after.counters).toMatchObject({ openCases: 4, closedToday: 2 });
    expect(after.gridLoadChange.get('g1')).toBe(-1);
  });

  it('loses a case whose pin moved into somebody else’s area, and takes it when it comes back', () => {
    const left = { caseId: 'a', gridCode: 'g2', fromAreaCodes: ['g1'], toAreaCodes: ['g2'] };
    const moved = { seq: 11, at: '', name: 'caseMoved', payload: left } as LogEvent;
    const after = applyEvents(start([item('a')]), [moved]);
    expect(after.cases.has('a')).toBe(false);
    expect(after.counters).toMatchObject({ openCases: 4, closedToday: 1 });
    const back = applyEvents(after, [event(12, 'caseChanged', item('a', { version: 3 }))]);
    expect(back.cases.has('a')).toBe(true);
  });

  it('does not count an ended case twice when it is rated later', () => {
    const ended = event(11, 'caseChanged', item('a', { state: 'closed', version: 2 }));
    const rated = event(12, 'caseChanged', item('a', { state: 'rated', version: 3 }));
    expect(applyEvents(start([item('a')]), [ended, rated]).counters.openCases).toBe(4);
  });

  it('keeps the newest version, whatever comes after it', () => {
    const after = applyEvents(start([item('a', { version: 3, state: 'accepted' })]), [
      event(11, 'caseChanged', item('a', { version: 2 })),
    ]);
    expect(after.cases.get('a')).toMatchObject({ version: 3, state: 'accepted' });
  });

  it('applies a batch in the log’s order, however it arrives', () => {
    const batch = [
      event(12, 'caseChanged', item('a', { version: 2, state: 'accepted' })),
      event(11, 'caseOpened', item('a')),
    ];
    const after = applyEvents(start(), batch);
    expect(after.cases.get('a')?.state).toBe('accepted');
    expect(after.counters.openCases).toBe(6);
    expect(after.seq).toBe(12);
  });

  it('raises and ends a pre-alarm', () => {
    const raised = applyEvents(start(), [alarm(11, 'raised')]);
    expect(raised.preAlarms.size).toBe(1);
    expect(applyEvents(raised, [alarm(12, 'ended')]).preAlarms.size).toBe(0);
  });

  it('keeps the hot layer small by leaving the oldest to the tiles', () => {
    const many = Array.from({ length: hotCaseLimit + 3 }, (_, index) =>
      event(11 + index, 'caseOpened', item(`c${index}`, { openedAt: new Date(index * 1000).toISOString() })),
    );
    const { cases } = applyEvents(start(), many);
    expect(cases.size).toBe(hotCaseLimit);
    expect([cases.has('c2'), cases.has('c3')]).toEqual([false, true]);
  });

  it('never changes the state it was given', () => {
    const before = start([item('a')]);
    applyEvents(before, [event(11, 'caseChanged', item('a', { state: 'closed', version: 2 }))]);
    expect(before.cases.has('a')).toBe(true);
    expect(before.counters.openCases).toBe(5);
  });
});
