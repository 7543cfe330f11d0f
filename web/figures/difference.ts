/** How a number changed against another; null where there is nothing to compare with. */
export function relativeChange(now: number, then: number): number | null {
  return then === 0 ? null : (now - then) / then;
}

/** `+12.3 %`, `−4.0 %`; a rate's change is told in points. */
export function signed(change: number | null, unit: '%' | 'pp'): string {
  if (change === null) return '—';
  const value = Math.abs(change * 100).toFixed(1);
  const sign = Number(value) === 0 ? '±' : change > 0 ? '+' : '−';
  return `${sign}${value} ${unit}`;
}

/** `96.4 %`, or a dash where there is no rate. */
export const percent = (rate: number | null): string =>
  rate === null ? '—' : `${(rate * 100).toFixed(1)} %`;
