import { X } from 'lucide-react';
import type { Camera, CameraHealth } from '#contract/camera.ts';
import { shortTime } from '../platform/format-time.ts';
import { cameraReasonInWords } from '../platform/interface/camera-reason-in-words.ts';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { LivePicture } from '../video/live-picture.tsx';
import { CameraTunes } from './camera-tunes.tsx';

interface CameraCardProps {
  camera: Camera;
  health: CameraHealth | undefined;
  onClose(): void;
}

/** The camera that was chosen on the map: its picture, where it looks, how it is. */
export function CameraCard({ camera, health, onClose }: CameraCardProps) {
  const { t, language, nameIn } = useWords();
  const state = health?.state ?? camera.state;
  const reason = health?.reason ?? camera.reason;
  const why = reason && cameraReasonInWords(reason, t);
  const facts = [
    t(`camera.kind.${camera.kind}`),
    t('camera.height', { value: Math.round(camera.heightMetres) }),
    t('camera.bearing', { value: Math.round(camera.bearingDegrees) }),
    health?.framesPerSecond == null
      ? null
      : t('camera.framesPerSecond', { value: health.framesPerSecond.toFixed(1) }),
  ];
  return (
    <section
      aria-label={nameIn(camera, 'name')}
      className="animate-appear border border-line-strong bg-panel"
    >
      <header className="flex items-center justify-between gap-2 py-1 pr-1 pl-3">
        <h3 className="min-w-0 truncate font-medium">{nameIn(camera, 'name')}</h3>
        <IconButton icon={X} label={t('nav.close')} onClick={onClose} />
      </header>
      {camera.hasStream ? (
        <LivePicture cameraCode={camera.code} label={nameIn(camera, 'name')} priority={5} />
      ) : (
        <p className="border-y border-line px-3 py-3 text-sm text-faint">{t('camera.noStream')}</p>
      )}
      <div className="space-y-0.5 px-3 py-2 text-sm text-soft">
        <p>
          {t(`camera.state.${state}`)}
          {why && ` · ${why}`}
          {health && state !== 'up' && ` · ${t('camera.since', { time: shortTime(health.since, language) })}`}
        </p>
        <p className="text-faint">{facts.filter(Boolean).join(' · ')}</p>
        <p className="figure text-xs text-faint">{camera.code}</p>
      </div>
      {camera.hasStream && <CameraTunes code={camera.code} />}
    </section>
  );
}
