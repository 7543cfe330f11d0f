import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { CameraState } from '#contract/camera.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { cameraReasonInWords } from '../platform/interface/camera-reason-in-words.ts';
import { Elapsed } from '../platform/interface/elapsed.tsx';
import { useWords } from '../platform/words/use-words.ts';
import type { WatchedCamera } from './cameras-by-trouble.ts';

const tones: Record<CameraState, string> = {
  up: 'text-accent',
  degraded: 'text-amber',
  down: 'text-alarm',
  waiting: 'text-soft',
  off: 'text-faint',
};

/** How every watched camera is: its state and why in words, how fast and how far behind it is looked at. */
export function CameraHealthTable({ cameras }: { cameras: WatchedCamera[] }) {
  const { t, language, nameIn } = useWords();
  if (cameras.length === 0) return <p className="py-6 text-soft">{t('camera.none')}</p>;
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="text-left text-xs text-faint">
          <Head>{t('health.camera')}</Head>
          <Head>{t('health.state')}</Head>
          <Head>{t('health.rate')}</Head>
          <Head>{t('health.lag')}</Head>
          <Head>{t('health.since')}</Head>
        </tr>
      </thead>
      <tbody>
        {cameras.map(({ camera, health }) => (
          <tr key={health.cameraCode} className="border-t border-line align-baseline">
            <td className="py-1.5 pr-4">
              {camera ? nameIn(camera, 'name') : health.cameraCode}
              <span className="figure block text-xs text-faint">{health.cameraCode}</span>
            </td>
            <td className={clsx('pr-4', tones[health.state])}>
              {t(`camera.state.${health.state}`)}
              {health.reason && (
                <span className="block text-xs">{cameraReasonInWords(health.reason, t)}</span>
              )}
            </td>
            <td className="figure pr-4 text-soft">
              {health.framesPerSecond === null
                ? '—'
                : t('camera.framesPerSecond', { value: health.framesPerSecond.toFixed(1) })}
            </td>
            <td className="figure pr-4 text-soft">
              {health.lagMs === null ? '—' : t('camera.seconds', { value: (health.lagMs / 1000).toFixed(1) })}
            </td>
            <td className="figure text-soft">
              {dateAndTime(health.since, language)}
              <span className="block text-xs text-faint">
                <Elapsed since={health.since} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Head = ({ children }: { children: ReactNode }) => <th className="pr-4 pb-2 font-medium">{children}</th>;
