import type { Case } from '#contract/case.ts';

/** `12.3%`, a dash where there is none; with a sign where it is a change. */
export const percentText = (share: number | null): string =>
  share === null ? '—' : `${(share * 100).toFixed(1)}%`;

/** `上升 12.3%`, `下降 4.0%`, `持平`; nothing to compare with is said so. */
export function movedBy(now: number, then: number): string {
  if (then === 0) return '无可比数据';
  const change = (now - then) / then;
  if (Math.abs(change) < 0.0005) return '持平';
  return `${change > 0 ? '上升' : '下降'} ${percentText(Math.abs(change))}`;
}

/** A rate's change in points: `提高 1.2 个百分点`. */
export function movedByPoints(now: number | null, then: number | null): string {
  if (now === null || then === null) return '无可比数据';
  const points = (now - then) * 100;
  if (Math.abs(points) < 0.05) return '持平';
  return `${points > 0 ? '提高' : '降低'} ${Math.abs(points).toFixed(1)} 个百分点`;
}

/** `+12.3%`, short enough for a table. */
export function changeText(now: number, then: number): string {
  if (then === 0) return '—';
  const change = (now - then) / then;
  return `${change > 0 ? '+' : change < 0 ? '−' : ''}${percentText(Math.abs(change))}`;
}

/** `2026年11月` */
export const monthText = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

/** `11月20日14时03分` by the district's clock. */
export function momentText(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('zh-CN', {
    timeZone,
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('month')}月${of('day')}日${of('hour')}时${of('minute')}分`;
}

export const placeText = ({ place }: Pick<Case, 'place'>): string =>
  [place.townshipName, place.communityName, place.streetName].filter((name) => name !== null).join('');
