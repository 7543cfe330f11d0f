/** A figure with its 95 % interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

const z = 1.959963984540054;

/** Wilson's score interval of a share; undefined where nothing was tried. */
export const shareOf = (hits: number, tries: number): Estimate | undefined => {
  if (tries === 0) return undefined;
  const value = hits / tries;
  const scale = 1 + z ** 2 / tries;
  const centre = (value + z ** 2 / (2 * tries)) / scale;
  const half = (z / scale) * Math.sqrt((value * (1 - value)) / tries + z ** 2 / (4 * tries ** 2));
  return { value, low: hits === 0 ? 0 : centre - half, high: hits === tries ? 1 : centre + half };
};

/** The exact (Garwood) interval of a rate of `count` independent events in `exposure`; undefined without exposure. */
export const rateOf = (count: number, exposure: number): Estimate | undefined => {
  if (!(exposure > 0)) return undefined;
  const low = count === 0 ? 0 : meanWhere((mean) => 1 - chanceOfAtMost(count - 1, mean) >= 0.025, count);
  const high = meanWhere((mean) => chanceOfAtMost(count, mean) <= 0.025, count);
  return { value: count / exposure, low: low / exposure, high: high / exposure };
};

/** The smallest mean of which `isPast` holds; it holds from there on. */
const meanWhere = (isPast: (mean: number) => boolean, count: number): number => {
  let [below, above] = [0, 10 + count + 6 * Math.sqrt(count)];
  for (let step = 0; step < 80; step++) {
    const middle = (below + above) / 2;
    if (isPast(middle)) above = middle;
    else below = middle;
  }
  return above;
};

/** P(X ≤ count) of a Poisson variable, summed from its largest term so that nothing underflows. */
const chanceOfAtMost = (count: number, mean: number): number => {
  if (mean === 0) return 1;
  let logTerm = -mean;
  let sum = 0;
  for (let k = 0; k <= count; k++) {
    if (k > 0) logTerm += Math.log(mean / k);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
};
