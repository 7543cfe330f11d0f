import type { CameraHealth } from '#contract/camera.ts';
import type { Case } from '#contract/case.ts';
import { endedStates } from '#contract/case-machine.ts';
import type { CaseState } from '#contract/case-state.ts';
import type { PreAlarm, WallSnapshot } from '#contract/wall-events.ts';

/** Everything live that a wall knows; replaced by a new object on every change, never mutated. */
export interface WallState {
  /** The last event that is contained in this state. */
  seq: number;
  /** Open cases by id, the newest at most `hotCaseLimit`; older ones stand in the map's tiles. */
  cases: ReadonlyMap<string, Case>;
  /** Cases that ended since the tiles were loaded: the map hides them there. */
  ended: ReadonlySet<string>;
  /** Raised pre-alarms by camera and incident. */
  preAlarms: ReadonlyMap<string, PreAlarm>;
  cameraHealth: ReadonlyMap<string, CameraHealth>;
  counters: WallSnapshot['counters'];
  /** Open load of grids since the grids were loaded, to be added to what they said then. */
  gridLoadChange: ReadonlyMap<string, number>;
}

/** As many pins as the hot source redraws without being felt. */
export const hotCaseLimit = 1000;

const ended: readonly CaseState[] = endedStates;
export const isOpen = (item: Case): boolean => !ended.includes(item.state);

export const preAlarmKey = (alarm: Pick<PreAlarm, 'cameraCode' | 'incidentKey'>): string =>
  `${alarm.cameraCode}/${alarm.incidentKey}`;

/** The state that `GET /api/wall` describes. */
export function stateOfSnapshot(snapshot: WallSnapshot): WallState {
  return {
    seq: snapshot.seq,
    cases: new Map(snapshot.openCases.map((item) => [item.id, item])),
    ended: new Set(),
    preAlarms: new Map(
      snapshot.preAlarms
        .filter((alarm) => alarm.state === 'raised')
        .map((alarm) => [preAlarmKey(alarm), alarm]),
    ),
    cameraHealth: new Map(snapshot.cameraHealth.map((health) => [health.cameraCode, health])),
    counters: snapshot.counters,
    gridLoadChange: new Map(),
  };
}
