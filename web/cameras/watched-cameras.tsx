import clsx from 'clsx';
import type { Camera, CameraHealth, CameraState } from '#contract/camera.ts';
import { cameraReasonInWords } from '../platform/interface/camera-reason-in-words.ts';
import { SceneIcon } from '../platform/interface/scene-icon.tsx';
import { useWords } from '../platform/words/use-words.ts';

interface WatchedCamerasProps {
  watched: readonly Camera[];
  health: ReadonlyMap<string, CameraHealth>;
  onChoose(code: string): void;
}

const tones: Record<CameraState, string> = {
  up: 'text-faint',
  degraded: 'text-amber',
  down: 'text-alarm',
  waiting: 'text-faint',
  off: 'text-faint',
};

/** Every camera that a worker watches: what it looks for, and how it is. */
export function WatchedCameras({ watched, health, onChoose }: WatchedCamerasProps) {
  const { t, nameIn } = useWords();
  return (
    <ul className="text-sm">
      {watched.map((camera) => {
        const heard = health.get(camera.code);
        const state = heard?.state ?? camera.state;
        return (
          <li key={camera.code}>
            <button
              type="button"
              onClick={() => onChoose(camera.code)}
              className="flex w-full items-center gap-2 py-0.5 text-left text-soft hover:text-ink"
            >
              <SceneIcon scene={camera.scene} className="size-4 shrink-0 text-faint" />
              <span className="min-w-0 flex-1 truncate">{nameIn(camera, 'name')}</span>
              <span className={clsx('shrink-0', tones[state])}>
                {t(`camera.state.${state}`)}
                {heard?.reason && state !== 'up' && ` · ${cameraReasonInWords(heard.reason, t)}`}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
