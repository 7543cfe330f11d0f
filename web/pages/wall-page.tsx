import { useCallback, useRef, useState } from 'react';
import type { WallSnapshot } from '#contract/wall-events.ts';
import { AlertQueue } from '../alerts/alert-queue.tsx';
import { ArrivalAnnouncer } from '../alerts/arrival-announcer.tsx';
import { useAutoOpen } from '../alerts/use-auto-open.ts';
import { CameraStrip } from '../cameras/camera-strip.tsx';
import { CasePanel } from '../cases/case-panel.tsx';
import type { WallState } from '../platform/live/wall-state.ts';
import { useWallStore } from '../platform/live/wall-store.ts';
import { useElementWidth } from '../platform/use-element-width.ts';
import { useNarrow } from '../platform/use-narrow.ts';
import { useRootScale } from '../platform/wall-scale.ts';
import { useWords } from '../platform/words/use-words.ts';
import { FailureBoundary } from './failure-boundary.tsx';
import { MapCards } from './wall/map-cards.tsx';
import { PhoneLayout } from './wall/phone-layout.tsx';
import { ShortcutHelp } from './wall/shortcut-help.tsx';
import { usePresence } from './wall/use-presence.ts';
import { useWallData } from './wall/use-wall-data.ts';
import { useWallShortcuts } from './wall/use-wall-shortcuts.ts';
import { WallLayout } from './wall/wall-layout.tsx';
import { WallMap } from './wall/wall-map.tsx';
import { WallOverview } from './wall/wall-overview.tsx';
import { WallTopBar } from './wall/wall-top-bar.tsx';

/** The wall, once the first snapshot has come. */
export function WallPage() {
  const { t } = useWords();
  const wall = useWallStore((store) => store.wall);
  const district = useWallStore((store) => store.district);
  const offline = useWallStore((store) => store.connection.state === 'offline');
  if (wall && district) return <LoadedWall wall={wall} district={district} />;
  return (
    <p className="grid h-full place-items-center text-soft">
      {offline ? t('problem.unreachable') : t('connection.loading')}
    </p>
  );
}

const tileRem = 13.5;

function LoadedWall({ wall, district }: { wall: WallState; district: WallSnapshot['district'] }) {
  const data = useWallData(wall);
  const { selection, cameras, groups } = data;
  const narrow = useNarrow();
  const scale = useRootScale();
  const [homeCount, setHomeCount] = useState(0);
  const [help, setHelp] = useState(false);
  const strip = useRef<HTMLDivElement>(null);
  const stripWidth = useElementWidth(strip);
  const { nameIn } = useWords();

  const goHome = useCallback(() => {
    selection.chooseCase(null);
    setHomeCount((count) => count + 1);
  }, [selection.chooseCase]);
  const showHelp = useCallback(() => setHelp(true), []);
  const cameraName = (code: string) => {
    const camera = cameras.byCode.get(code);
    return camera ? nameIn(camera, 'name') : code;
  };
  useAutoOpen(groups.ai);
  usePresence();
  const requestedStep = useWallShortcuts(groups.ai, goHome, showHelp);
  const places = narrow ? 6 : Math.max(4, Math.min(8, Math.floor(stripWidth / (tileRem * 16 * scale))));
  const Layout = narrow ? PhoneLayout : WallLayout;
  return (
    <>
      <Layout
        top={<WallTopBar district={district} counters={wall.counters} onHelp={showHelp} />}
        queue={
          <AlertQueue
            groups={groups}
            preAlarms={wall.preAlarms}
            arrived={data.arrived}
            selectedId={selection.caseId}
            watchedCameras={cameras.watched.length}
            cameraName={cameraName}
            onChooseCase={selection.chooseCase}
            onChooseCamera={selection.chooseCamera}
          />
        }
        map={
          <>
            <FailureBoundary fallback={<MapFailure />}>
              <WallMap
                data={data}
                district={district}
                homeCount={homeCount}
                coveredBelow={narrow ? window.innerHeight * 0.38 : 0}
                onHome={goHome}
              />
            </FailureBoundary>
            <MapCards data={data} />
          </>
        }
        item={
          selection.caseId && (
            <CasePanel
              key={selection.caseId}
              id={selection.caseId}
              known={wall.cases.get(selection.caseId)}
              requestedStep={requestedStep}
              onClose={() => selection.chooseCase(null)}
            />
          )
        }
        overview={<WallOverview data={data} />}
        strip={
          <div ref={strip}>
            <CameraStrip
              watched={cameras.data ? cameras.watched : null}
              health={wall.cameraHealth}
              alarming={data.alarming}
              preAlarming={data.preAlarming}
              places={places}
              className={narrow ? 'grid grid-cols-2 gap-2' : 'grid auto-cols-fr grid-flow-col gap-2'}
              onChoose={selection.chooseCamera}
            />
          </div>
        }
      />
      <ArrivalAnnouncer newest={data.newest} />
      <ShortcutHelp open={help} onOpenChange={setHelp} />
    </>
  );
}

/** The map is gone, the queue and the evidence are not. */
function MapFailure() {
  const { t } = useWords();
  return (
    <p className="grid h-full place-items-center p-8 text-center text-soft">
      {t('map.failed', { reason: t('failed.title') })}
    </p>
  );
}
