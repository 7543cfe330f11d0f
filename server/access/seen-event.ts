import type { LogEvent } from '#contract/wall-events.ts';
import type { AreaIndex } from './area-index.ts';
import { type Scope, seesCase, seesGrid } from './scope.ts';

/** The event as a scope may hear it; undefined where it may not. */
export function seenEvent(scope: Scope, event: LogEvent, areas: AreaIndex): LogEvent | undefined {
  if (scope.kind === 'district') return event.name === 'caseMoved' ? undefined : event;
  switch (event.name) {
    case 'caseOpened':
    case 'caseChanged':
      return seesCase(scope, event.payload) ? event : undefined;
    case 'caseMoved': // whoever still sees it hears of it as a case that changed
      return scope.kind === 'area' &&
        event.payload.fromAreaCodes.includes(scope.areaCode) &&
        !event.payload.toAreaCodes.includes(scope.areaCode)
        ? event
        : undefined;
    case 'emergencyChanged':
      return scope.kind === 'nothing' ? undefined : event;
    case 'alertChanged':
      return seesCase(scope, event.payload.facts) ? event : undefined;
    case 'preAlarm':
      return seesGrid(scope, areas.ofGrid(event.payload.gridCode)) ? event : undefined;
    case 'cameraTuned':
      return seesGrid(scope, areas.ofCamera(event.payload.cameraCode)) ? event : undefined;
    case 'cameraHealth': {
      const cameras = event.payload.cameras.filter(({ cameraCode }) =>
        seesGrid(scope, areas.ofCamera(cameraCode)),
      );
      return cameras.length > 0 ? { ...event, payload: { cameras } } : undefined;
    }
  }
}
