/** Between the picture and the façade that a camera watches: heights in metres, floors, the foot below a point. */
import type { Point } from '#contract/detection.ts';
import type { Facade } from '#contract/scene-settings.ts';

/** A façade seen in perspective; `across` runs 0..1 from its left to its right end. */
export interface FacadePlane {
  heightMetres: number;
  /** Where a source pixel lies on the façade. */
  onFacade(x: number, y: number): { across: number; upMetres: number };
  /** The source pixel of a place on the façade. */
  inPicture(across: number, upMetres: number): Point;
  /** Metres per source pixel, vertically, at a pixel. */
  metresPerPixel(x: number, y: number): number;
  /** Floor number (the ground floor is 1) that a height belongs to. */
  floorOf(upMetres: number): number;
  /** Number of the window column (the leftmost is 1) at a place; `undefined` outside them or where none are marked. */
  columnOf(across: number): number | undefined;
}

type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/** The plane from the façade's four corners, which an operator marks in the picture (they may lie outside it). */
export function createFacadePlane(facade: Facade, width: number, height: number): FacadePlane {
  const pixel = ([x, y]: readonly [number, number]): Point => [x * width, y * height];
  const toPicture = squareToCorners(
    pixel(facade.base[0]),
    pixel(facade.base[1]),
    pixel(facade.top[1]),
    pixel(facade.top[0]),
  );
  const toSquare = inverse(toPicture);
  const heightMetres = facade.floors * facade.floorHeightMetres;
  const onFacade = (x: number, y: number) => {
    const [across, up] = apply(toSquare, x, y);
    return { across, upMetres: up * heightMetres };
  };
  return {
    heightMetres,
    onFacade,
    inPicture: (across, upMetres) => apply(toPicture, across, upMetres / heightMetres),
    metresPerPixel: (x, y) => Math.abs(onFacade(x, y - 0.5).upMetres - onFacade(x, y + 0.5).upMetres),
    floorOf: (upMetres) =>
      Math.min(facade.floors, Math.max(1, Math.floor(upMetres / facade.floorHeightMetres) + 1)),
    columnOf: (across) => columnOf(facade.columns, across),
  };
}

function columnOf(columns: Facade['columns'], across: number): number | undefined {
  if (columns === undefined) return undefined;
  const edges =
    typeof columns === 'number' ? Array.from({ length: columns + 1 }, (_, i) => i / columns) : columns;
  const index = edges.findLastIndex((edge) => across >= edge);
  return index >= 0 && index < edges.length - 1 ? index + 1 : undefined;
}

/** The projective map of the unit square's corners (0,0) (1,0) (1,1) (0,1) to four points (Heckbert 1989). */
function squareToCorners(a: Point, b: Point, c: Point, d: Point): Matrix {
  const [dx1, dy1] = [b[0] - c[0], b[1] - c[1]];
  const [dx2, dy2] = [d[0] - c[0], d[1] - c[1]];
  const [sx, sy] = [a[0] - b[0] + c[0] - d[0], a[1] - b[1] + c[1] - d[1]];
  const divisor = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / divisor;
  const h = (dx1 * sy - sx * dy1) / divisor;
  return [
    b[0] - a[0] + g * b[0],
    d[0] - a[0] + h * d[0],
    a[0],
    b[1] - a[1] + g * b[1],
    d[1] - a[1] + h * d[1],
    a[1],
    g,
    h,
    1,
  ];
}

function apply(m: Matrix, x: number, y: number): Point {
  const scale = m[6] * x + m[7] * y + m[8];
  return [(m[0] * x + m[1] * y + m[2]) / scale, (m[3] * x + m[4] * y + m[5]) / scale];
}

function inverse([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
}
