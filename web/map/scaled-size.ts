/** A style's size as it is written: a number, or an expression such as `['interpolate', …, ['zoom'], 10, 12, 16, 15]`. */
export type Size = number | readonly unknown[];

const times = (value: unknown, factor: number): unknown =>
  typeof value === 'number' ? value * factor : ['*', factor, value];

/** The same size, `factor` times as large; a zoom curve stays outermost, as MapLibre demands. */
export function scaledSize(size: Size, factor: number): unknown {
  if (typeof size === 'number') return size * factor;
  const [operator] = size;
  if (operator === 'interpolate')
    return size.map((part, index) => (index >= 4 && index % 2 === 0 ? times(part, factor) : part));
  if (operator === 'step')
    return size.map((part, index) => (index >= 2 && index % 2 === 0 ? times(part, factor) : part));
  return times(size, factor);
}
