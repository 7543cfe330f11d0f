import { Link } from 'react-router';
import { WatchedCameras } from '../../cameras/watched-cameras.tsx';
import { BusiestGrids } from '../../grids/busiest-grids.tsx';
import { HealthSummary } from '../../health/health-summary.tsx';
import { MapLegend } from '../../map/map-legend.tsx';
import { Panel } from '../../platform/interface/panel.tsx';
import { useWords } from '../../platform/words/use-words.ts';
import type { WallData } from './use-wall-data.ts';

/** What stands beside the map while no case is on screen: where most is open, whether everything works, the legend. */
export function WallOverview({ data: { grids, cameras, wall, selection } }: { data: WallData }) {
  const { t } = useWords();
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      {grids.data && (
        <Panel title={t('map.busiest')}>
          <BusiestGrids grids={grids.data} loadChange={wall.gridLoadChange} onChoose={selection.chooseGrid} />
        </Panel>
      )}
      <Panel
        title={t('health.title')}
        aside={
          <Link to="/health" className="hover:text-accent">
            {t('nav.health')} →
          </Link>
        }
      >
        <HealthSummary />
      </Panel>
      <Panel title={t('camera.watched')} aside={<span className="figure">{cameras.watched.length}</span>}>
        <WatchedCameras
          watched={cameras.watched}
          health={wall.cameraHealth}
          onChoose={selection.chooseCamera}
        />
      </Panel>
      <Panel title={t('map.legend')} className="mt-auto">
        <MapLegend />
      </Panel>
    </div>
  );
}
