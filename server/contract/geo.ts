import { z } from 'zod';

/** WGS-84 `[longitude, latitude]` in degrees, the order of GeoJSON (RFC 7946). */
export const LngLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type LngLat = z.infer<typeof LngLat>;

/** `west,south,east,north` in a query string. */
export const BboxQuery = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .pipe(z.tuple([z.number(), z.number(), z.number(), z.number()], 'bbox is west,south,east,north'))
  .refine(([west, south, east, north]) => west < east && south < north, 'bbox is west,south,east,north');

/** What stands within how far of a position: an ellipse, axes in metres at one standard deviation. */
export const Uncertainty = z.object({
  majorMetres: z.number().nonnegative(),
  minorMetres: z.number().nonnegative(),
  /** Direction of the major axis, degrees clockwise from north. */
  bearingDegrees: z.number(),
});
export type Uncertainty = z.infer<typeof Uncertainty>;

/** Where the thing in a picture is. */
export interface Located {
  location: LngLat;
  uncertainty: Uncertainty;
  /** `ground`: the line of sight met the terrain; `facade`: a known façade; `horizon`: nothing within range. */
  by: 'ground' | 'facade' | 'horizon';
}

const PolygonGeometry = z.object({
  type: z.enum(['Polygon', 'MultiPolygon']),
  coordinates: z.array(z.any()),
});
const PointGeometry = z.object({ type: z.literal('Point'), coordinates: LngLat });

const collectionOf = <P extends z.ZodType, G extends z.ZodType>(properties: P, geometry: G) =>
  z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({ type: z.literal('Feature'), id: z.union([z.string(), z.number()]), geometry, properties }),
    ),
    /** How many match in all, and where the next page starts (absent on the last). */
    numberMatched: z.number().int(),
    next: z.string().optional(),
  });
export const polygonCollection = <P extends z.ZodType>(properties: P) =>
  collectionOf(properties, PolygonGeometry);
export const pointCollection = <P extends z.ZodType>(properties: P) =>
  collectionOf(properties, PointGeometry);
