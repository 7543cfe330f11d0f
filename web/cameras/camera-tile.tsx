import clsx from 'clsx';
import type { Camera, CameraState } from '#contract/camera.ts';
import { SceneIcon } from '../platform/interface/scene-icon.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { LivePicture } from '../video/live-picture.tsx';

export type TileTone = 'quiet' | 'pre-alarm' | 'alarm';

interface CameraTileProps {
  camera: Camera;
  state: CameraState;
  tone: TileTone;
  onChoose(code: string): void;
}

const frames: Record<TileTone, string> = {
  quiet: 'border-line hover:border-line-strong',
  'pre-alarm': 'border-amber',
  alarm: 'border-alarm',
};
const dots: Record<CameraState, string> = {
  up: 'bg-accent',
  degraded: 'bg-amber',
  down: 'bg-alarm',
  waiting: 'bg-faint',
  off: 'bg-line-strong',
};
const priorities: Record<TileTone, number> = { quiet: 0, 'pre-alarm': 1, alarm: 2 };

/** One watched camera, live, with its name and health; framed when it alarms. */
export function CameraTile({ camera, state, tone, onChoose }: CameraTileProps) {
  const { t, nameIn } = useWords();
  const name = nameIn(camera, 'name');
  return (
    <button
      type="button"
      onClick={() => onChoose(camera.code)}
      title={`${name} · ${t('camera.select')}`}
      className={clsx(
        'block w-full overflow-hidden border-2 bg-panel text-left transition-colors',
        frames[tone],
      )}
    >
      <LivePicture cameraCode={camera.code} label={name} priority={priorities[tone]} />
      <span className="flex items-center gap-1.5 px-2 py-1 text-xs">
        <span
          className={clsx('size-1.5 shrink-0 rounded-full', dots[state])}
          title={t(`camera.state.${state}`)}
        />
        <span className="min-w-0 flex-1 truncate text-soft">{name}</span>
        <SceneIcon
          scene={camera.scene}
          className={clsx(
            'size-4 shrink-0',
            tone === 'quiet' ? 'text-faint' : tone === 'alarm' ? 'text-alarm' : 'text-amber',
          )}
        />
      </span>
    </button>
  );
}
