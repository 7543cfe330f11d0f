import type { Camera } from '../district-rows.ts';
import type { Placed } from './place-streams.ts';
import type { Point } from './plane.ts';

/** A camera on its pole, before it has a code. */
export interface Mount {
  kind: Camera['kind'];
  at: Point;
  heightMetres: number;
  bearingDegrees: number;
  tiltDegrees: number;
  horizontalFovDegrees: number;
  name: string;
  nameEn: string;
  placed?: Placed;
}

export const round = (value: number, digits: number): number =>
  Math.round(value * 10 ** digits) / 10 ** digits;
