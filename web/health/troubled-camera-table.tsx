import type { ReactNode } from 'react';
import { dateAndTime } from '../platform/format-time.ts';
import { cameraReasonInWords } from '../platform/interface/camera-reason-in-words.ts';
import { Elapsed } from '../platform/interface/elapsed.tsx';
import { useWords } from '../platform/words/use-words.ts';
import type { TroubledCamera } from './troubled-cameras.ts';

/** Which cameras are not well, since when, and why in words. */
export function TroubledCameraTable({ cameras }: { cameras: TroubledCamera[] }) {
  const { t, language, nameIn } = useWords();
  if (cameras.length === 0) return <p className="py-6 text-soft">{t('health.noTrouble')}</p>;
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="text-left text-xs text-faint">
          <Head>{t('health.camera')}</Head>
          <Head>{t('health.state')}</Head>
          <Head>{t('health.reason')}</Head>
          <Head>{t('health.since')}</Head>
        </tr>
      </thead>
      <tbody>
        {cameras.map(({ camera, health }) => (
          <tr key={health.cameraCode} className="border-t border-line align-baseline">
            <td className="py-2 pr-4">
              {camera ? nameIn(camera, 'name') : health.cameraCode}
              <span className="figure block text-xs text-faint">{health.cameraCode}</span>
            </td>
            <td className={health.state === 'down' ? 'pr-4 text-alarm' : 'pr-4 text-amber'}>
              {t(`camera.state.${health.state}`)}
            </td>
            <td className="pr-4">{health.reason ? cameraReasonInWords(health.reason, t) : '—'}</td>
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
