/** After this many tries a message is dead. */
export const mostTries = 10;

const firstMs = 2000;
const longestMs = 600_000;

/** How long to wait after the n-th try: twice as long each time, at most ten minutes, and up to half less so that not all come at once. */
export const backOffMs = (tries: number, random: number): number =>
  Math.min(longestMs, firstMs * 2 ** (tries - 1)) * (1 - random / 2);
