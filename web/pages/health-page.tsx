import { useMemo } from 'react';
import { useCameras } from '../cameras/use-cameras.ts';
import { CameraHealthTable } from '../health/camera-health-table.tsx';
import { camerasByTrouble } from '../health/cameras-by-trouble.ts';
import { HealthOverview } from '../health/health-overview.tsx';
import { useHealth } from '../health/use-health.ts';
import { Panel } from '../platform/interface/panel.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWallStore } from '../platform/live/wall-store.ts';
import { useWords } from '../platform/words/use-words.ts';
import { PageFrame } from './page-frame.tsx';

/** Whether everything works, and what does not. */
export function HealthPage() {
  const { t } = useWords();
  const { data: health, error, refetch } = useHealth(5000);
  const cameraHealth = useWallStore((store) => store.wall?.cameraHealth);
  const { byCode } = useCameras();
  const watched = useMemo(
    () => camerasByTrouble(cameraHealth?.values() ?? [], byCode),
    [cameraHealth, byCode],
  );
  return (
    <PageFrame title={t('health.title')}>
      <div className="mx-auto grid max-w-7xl grid-cols-[2fr_3fr] gap-x-8 py-4 max-lg:grid-cols-1">
        <div>
          {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
          {health && <HealthOverview health={health} />}
        </div>
        <Panel
          className="border-t-0"
          title={t('health.watchedCameras')}
          aside={<span className="figure">{watched.length}</span>}
        >
          <CameraHealthTable cameras={watched} />
        </Panel>
      </div>
    </PageFrame>
  );
}
