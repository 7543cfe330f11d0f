import { useMemo } from 'react';
import { useCameras } from '../cameras/use-cameras.ts';
import { HealthOverview } from '../health/health-overview.tsx';
import { TroubledCameraTable } from '../health/troubled-camera-table.tsx';
import { troubledCameras } from '../health/troubled-cameras.ts';
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
  const troubled = useMemo(
    () => troubledCameras(cameraHealth?.values() ?? [], byCode),
    [cameraHealth, byCode],
  );
  return (
    <PageFrame title={t('health.title')}>
      <div className="mx-auto grid max-w-7xl grid-cols-2 gap-x-8 py-4 max-lg:grid-cols-1">
        <div>
          {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
          {health && <HealthOverview health={health} />}
        </div>
        <Panel title={t('health.troubled')} aside={<span className="figure">{troubled.length}</span>}>
          <TroubledCameraTable cameras={troubled} />
        </Panel>
      </div>
    </PageFrame>
  );
}
