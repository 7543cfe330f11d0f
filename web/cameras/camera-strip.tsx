import type { Camera, CameraHealth } from '#contract/camera.ts';
import { useWords } from '../platform/words/use-words.ts';
import { CameraTile, type TileTone } from './camera-tile.tsx';
import { stripCameras } from './strip-order.ts';

interface CameraStripProps {
  /** Null until the cameras are loaded: the strip keeps its room. */
  watched: readonly Camera[] | null;
  health: ReadonlyMap<string, CameraHealth>;
  /** Cameras with an unacknowledged case, and with a pre-alarm. */
  alarming: ReadonlySet<string>;
  preAlarming: ReadonlySet<string>;
  /** How many tiles there is room for. */
  places: number;
  className: string;
  onChoose(code: string): void;
}

/** Live pictures of the watched cameras, side by side. */
export function CameraStrip({
  watched,
  health,
  alarming,
  preAlarming,
  places,
  className,
  onChoose,
}: CameraStripProps) {
  const { t } = useWords();
  if (!watched) return <EmptyTiles count={places} className={className} />;
  if (watched.length === 0) return <p className="px-4 py-3 text-sm text-faint">{t('camera.none')}</p>;
  const toneOf = (code: string): TileTone =>
    alarming.has(code) ? 'alarm' : preAlarming.has(code) ? 'pre-alarm' : 'quiet';
  const shown = stripCameras(watched, new Set([...alarming, ...preAlarming]), places);
  return (
    <section aria-label={t('camera.watched')} className={className}>
      {shown.map((camera) => (
        <CameraTile
          key={camera.code}
          camera={camera}
          state={health.get(camera.code)?.state ?? camera.state}
          tone={toneOf(camera.code)}
          onChoose={onChoose}
        />
      ))}
    </section>
  );
}

function EmptyTiles({ count, className }: { count: number; className: string }) {
  const places = Array.from({ length: count }, (_, place) => place);
  return (
    <div className={className} aria-hidden="true">
      {places.map((place) => (
        <div key={place} className="border-2 border-line">
          <div className="aspect-video" />
          <div className="py-1 text-xs">&nbsp;</div>
        </div>
      ))}
    </div>
  );
}
