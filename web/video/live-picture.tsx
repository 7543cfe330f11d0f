import clsx from 'clsx';
import { useRef } from 'react';
import { useWords } from '../platform/words/use-words.ts';
import type { LiveStatus } from './live-status.ts';
import { usePlayerSlot } from './player-slots.ts';
import { useLivePicture } from './use-live-picture.ts';
import { useOnScreen } from './use-on-screen.ts';

interface LivePictureProps {
  cameraCode: string;
  /** Read out in place of the picture. */
  label: string;
  /** Higher is served first where players are scarce. */
  priority?: number;
}

/** A camera's live picture: plays while it can be seen, and says so in words when it cannot play. */
export function LivePicture({ cameraCode, label, priority = 0 }: LivePictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const onScreen = useOnScreen(frame);
  const mayPlay = usePlayerSlot(onScreen, priority);
  const playing = useLivePicture(video, cameraCode, mayPlay);
  // what can't be seen has no turn to wait for
  const status: LiveStatus = !onScreen && playing.kind === 'queued' ? { kind: 'starting' } : playing;
  const picture = status.kind === 'playing' || status.kind === 'behind';
  return (
    <div ref={frame} className="relative aspect-video w-full overflow-hidden bg-[#05080a]">
      <video
        ref={video}
        aria-label={label}
        playsInline
        muted
        disablePictureInPicture
        className={clsx(
          'size-full object-cover transition-opacity duration-500',
          picture ? 'opacity-100' : 'opacity-30',
        )}
      />
      {!picture && <StatusWords status={status} />}
      {status.kind === 'behind' && <Behind seconds={status.seconds} />}
    </div>
  );
}

function StatusWords({ status }: { status: LiveStatus }) {
  const { t } = useWords();
  const quiet = status.kind === 'starting' || status.kind === 'queued';
  const codec = status.kind === 'codec-unsupported' ? status.codec : '';
  return (
    <p
      role="status"
      className={clsx(
        'absolute inset-0 grid place-items-center px-4 text-center text-xs text-balance',
        quiet ? 'text-faint' : 'text-soft',
      )}
    >
      {status.kind === 'codec-unsupported'
        ? t('camera.video.codec-unsupported', { codec })
        : t(`camera.video.${status.kind as 'starting'}`)}
    </p>
  );
}

function Behind({ seconds }: { seconds: number }) {
  const { t } = useWords();
  return (
    <p className="absolute right-1 bottom-1 bg-ground/80 px-1.5 text-2xs text-soft">
      {t('camera.video.behind', { value: seconds })}
    </p>
  );
}
