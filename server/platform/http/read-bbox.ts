import { BboxQuery } from '#contract/geo.ts';
import { Problem } from '../problem.ts';

/** `bbox=west,south,east,north` of a query; undefined where it isn't given. */
export function readBbox(text: string | undefined): [number, number, number, number] | undefined {
  if (text === undefined) return undefined;
  const parsed = BboxQuery.safeParse(text);
  if (parsed.success) return parsed.data;
  const message = 'must be west,south,east,north in degrees';
  throw new Problem('bad-request', `bbox: ${message}`, { errors: [{ path: 'bbox', message }] });
}
