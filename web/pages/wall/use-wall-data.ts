import { useMemo } from 'react';
import { alertGroups } from '../../alerts/alert-order.ts';
import { useCameras } from '../../cameras/use-cameras.ts';
import { useCase } from '../../cases/use-case.ts';
import { useGrids } from '../../grids/use-grids.ts';
import type { WallState } from '../../platform/live/wall-state.ts';
import { useWallStore } from '../../platform/live/wall-store.ts';
import { useSelection } from '../../platform/selection.ts';

/** Everything the wall's parts share, worked out once per change. */
export function useWallData(wall: WallState) {
  const selection = useSelection();
  const arrivals = useWallStore((store) => store.arrivals);
  const cameras = useCameras();
  const grids = useGrids();
  const groups = useMemo(() => alertGroups(wall.cases.values()), [wall.cases]);
  const arrived = useMemo(() => new Set(arrivals.map(({ id }) => id)), [arrivals]);
  const alarming = useMemo(
    () =>
      new Set(
        groups.ai.flatMap(({ state, cameraCode }) =>
          state === 'reported' && cameraCode ? [cameraCode] : [],
        ),
      ),
    [groups],
  );
  const preAlarming = useMemo(
    () => new Set([...wall.preAlarms.values()].map(({ cameraCode }) => cameraCode)),
    [wall.preAlarms],
  );
  const known = selection.caseId ? wall.cases.get(selection.caseId) : undefined;
  const detail = useCase(selection.caseId).data;
  const item = known ?? detail ?? null;
  return {
    wall,
    selection,
    cameras,
    grids,
    groups,
    arrived,
    newest: arrivals.at(-1),
    alarming,
    preAlarming,
    /** The case on screen. */
    item,
    /** The camera that saw it. */
    witness: (item?.cameraCode && cameras.byCode.get(item.cameraCode)) || null,
    /** The camera chosen by hand. */
    camera: (selection.cameraCode && cameras.byCode.get(selection.cameraCode)) || null,
  };
}
export type WallData = ReturnType<typeof useWallData>;
