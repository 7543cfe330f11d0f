import type { CameraHealth } from '#contract/camera.ts';
import type { Case } from '#contract/case.ts';
import type { LogEvent, PreAlarm } from '#contract/wall-events.ts';
import { hotCaseLimit, isOpen, preAlarmKey, type WallState } from './wall-state.ts';

type Draft = { -readonly [K in keyof WallState]: WallState[K] } & {
  cases: Map<string, Case>;
  ended: Set<string>;
  preAlarms: Map<string, PreAlarm>;
  cameraHealth: Map<string, CameraHealth>;
  gridLoadChange: Map<string, number>;
};

/** Applies a batch in the log's order; events that the state already contains change nothing. */
export function applyEvents(state: WallState, batch: readonly LogEvent[]): WallState {
  const news = batch.filter((event) => event.seq > state.seq).sort((a, b) => a.seq - b.seq);
  if (news.length === 0) return state;
  const draft: Draft = {
    ...state,
    cases: new Map(state.cases),
    ended: new Set(state.ended),
    preAlarms: new Map(state.preAlarms),
    cameraHealth: new Map(state.cameraHealth),
    counters: { ...state.counters },
    gridLoadChange: new Map(state.gridLoadChange),
  };
  for (const event of news) {
    if (event.seq === draft.seq) continue;
    applyEvent(draft, event);
    draft.seq = event.seq;
  }
  keepNewest(draft.cases);
  return draft;
}

function applyEvent(draft: Draft, event: LogEvent): void {
  switch (event.name) {
    case 'caseOpened':
    case 'caseChanged':
      takeCase(draft, event.payload, event.name === 'caseOpened');
      return;
    case 'caseMoved':
      loseCase(draft, event.payload.caseId);
      return;
    case 'preAlarm':
      if (event.payload.state === 'raised') draft.preAlarms.set(preAlarmKey(event.payload), event.payload);
      else draft.preAlarms.delete(preAlarmKey(event.payload));
      return;
    case 'cameraHealth':
      for (const health of event.payload.cameras) draft.cameraHealth.set(health.cameraCode, health);
  }
}

function takeCase(draft: Draft, item: Case, opened: boolean): void {
  const known = draft.cases.get(item.id);
  if (known && known.version >= item.version) return;
  const wasOpen = known !== undefined || (!opened && !draft.ended.has(item.id));
  if (opened && !known) countOpened(draft, item);
  if (isOpen(item)) {
    draft.cases.set(item.id, item);
    draft.ended.delete(item.id);
    if (known && known.gridCode !== item.gridCode) moveLoad(draft, known.gridCode, item.gridCode);
  } else if (wasOpen) {
    draft.cases.delete(item.id);
    draft.ended.add(item.id);
    countEnded(draft, item);
  }
}

/** It lies in somebody else's area now. */
function loseCase(draft: Draft, id: string): void {
  const known = draft.cases.get(id);
  if (!known) return;
  draft.cases.delete(id);
  draft.counters.openCases = Math.max(0, draft.counters.openCases - 1);
  moveLoad(draft, known.gridCode, null);
}

function countOpened(draft: Draft, item: Case): void {
  draft.counters.openCases += 1;
  draft.counters.openedToday += 1;
  draft.counters.casesTotal += 1;
  if (item.source === 'ai') draft.counters.aiToday += 1;
  moveLoad(draft, null, item.gridCode);
}

function countEnded(draft: Draft, item: Case): void {
  draft.counters.openCases = Math.max(0, draft.counters.openCases - 1);
  draft.counters.closedToday += 1;
  moveLoad(draft, item.gridCode, null);
}

function moveLoad(draft: Draft, from: string | null, to: string | null): void {
  if (from) draft.gridLoadChange.set(from, (draft.gridLoadChange.get(from) ?? 0) - 1);
  if (to) draft.gridLoadChange.set(to, (draft.gridLoadChange.get(to) ?? 0) + 1);
}

function keepNewest(cases: Map<string, Case>): void {
  if (cases.size <= hotCaseLimit) return;
  const oldestFirst = [...cases.values()].sort((a, b) => a.openedAt.localeCompare(b.openedAt));
  for (const item of oldestFirst.slice(0, cases.size - hotCaseLimit)) cases.delete(item.id);
}
