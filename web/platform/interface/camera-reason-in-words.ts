import type { TFunction } from 'i18next';
import { words } from '../words/words.ts';

type KnownReason = Exclude<keyof typeof words.camera.reason, 'http'>;

/** Why a camera is not well, in words; a code that nobody has translated is shown as it came. */
export function cameraReasonInWords(reason: string, t: TFunction): string {
  const status = /^http-(\d+)$/.exec(reason)?.[1];
  if (status) return t('camera.reason.http', { status });
  return reason in words.camera.reason ? t(`camera.reason.${reason as KnownReason}`) : reason;
}
