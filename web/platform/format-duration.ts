import type { TFunction } from 'i18next';

/** A duration in the two units that matter: `38 秒`, `4 分 05 秒`, `2 小时 10 分`, `3 天 4 小时`. */
export function durationInWords(milliseconds: number, t: TFunction): string {
  const total = Math.max(0, Math.round(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  if (total < 60) return t('time.seconds', { count: total });
  if (total < 3600) return t('time.minutes', { minutes: Math.floor(total / 60), seconds: two(total % 60) });
  const minutes = Math.floor(total / 60);
  if (total < 86_400) return t('time.hours', { hours: Math.floor(minutes / 60), minutes: two(minutes % 60) });
  const hours = Math.floor(total / 3600);
  return t('time.days', { days: Math.floor(hours / 24), hours: hours % 24 });
}
