import { CameraCard } from '../../cameras/camera-card.tsx';
import { GridCard } from '../../grids/grid-card.tsx';
import type { WallData } from './use-wall-data.ts';

/** What was chosen on the map by hand, in a corner of the map. */
export function MapCards({ data: { wall, selection, grids, camera } }: { data: WallData }) {
  const grid = selection.gridCode
    ? grids.data?.features.find(({ properties }) => properties.code === selection.gridCode)?.properties
    : undefined;
  if (!camera && !grid) return null;
  return (
    <div className="absolute top-3 left-3 w-80 max-w-[calc(100%-1.5rem)] space-y-2">
      {camera && (
        <CameraCard
          camera={camera}
          health={wall.cameraHealth.get(camera.code)}
          onClose={() => selection.chooseCamera(null)}
        />
      )}
      {grid && (
        <GridCard
          grid={grid}
          load={grid.openCases + (wall.gridLoadChange.get(grid.code) ?? 0)}
          onClose={() => selection.chooseGrid(null)}
        />
      )}
    </div>
  );
}
