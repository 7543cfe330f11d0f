/** The waves that bend a circle into a hill: how often around, how far out, turned by how much. */
const waves = [
  { times: 2, reach: 0.2, turn: 0.4 },
  { times: 3, reach: 0.13, turn: 2.1 },
  { times: 5, reach: 0.06, turn: 4.4 },
  { times: 9, reach: 0.025, turn: 1.2 },
];
const points = 180;

/** Closed height lines around a summit, the innermost first; each turns a little against the one inside it. */
export function contourPaths(count: number): string[] {
  return Array.from({ length: count }, (_, line) => {
    const radius = 3.5 + line * 3.6 + line * line * 0.05;
    const twist = line * 0.045;
    const outline = Array.from({ length: points }, (_, point) => {
      const angle = (point / points) * 2 * Math.PI;
      const bend = waves.reduce(
        (sum, { times, reach, turn }) => sum + reach * Math.sin(times * angle + turn + twist * times * 0.6),
        1,
      );
      return `${(38 + Math.cos(angle) * radius * bend * 1.15).toFixed(2)} ${(-4 + Math.sin(angle) * radius * bend).toFixed(2)}`;
    });
    return `M${outline.join('L')}Z`;
  });
}
