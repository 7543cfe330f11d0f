import { z } from 'zod';

/** The rows of the demo district's files; each file is checked against these when it is read. */

const LngLat = z.tuple([z.number(), z.number()]);
const Text = z.string().min(1);
/** A number in a CSV cell. */
const Cell = z.string().min(1).transform(Number).pipe(z.number());
const OptionalText = z.string().transform((text) => (text === '' ? null : text));
const json = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(shape);

export const Manifest = z.object({
  name: Text,
  nameEn: Text,
  /** 6-digit county part of every area code. */
  baseCode: z.string().regex(/^\d{6}$/),
  centre: LngLat,
  /** west, south, east, north */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  timeZone: Text,
  seed: Text,
});
export type Manifest = z.infer<typeof Manifest>;

export const Polygonal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(LngLat)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(LngLat))) }),
]);
export type Polygonal = z.infer<typeof Polygonal>;

export const Area = z.object({
  code: z.string().regex(/^\d{12}$/),
  level: z.enum(['county', 'township', 'community']),
  /** 县, 街道, 镇, 乡, 社区, 村 */
  kind: z.enum(['county', 'street', 'town', 'rural-township', 'community', 'village']),
  parentCode: z.string().nullable(),
  name: Text,
  nameEn: Text,
});
export type Area = z.infer<typeof Area> & { geometry: Polygonal };

export const Grid = z.object({
  code: z.string().regex(/^\d{15}$/),
  communityCode: z.string().regex(/^\d{12}$/),
  name: Text,
  nameEn: Text,
  kind: z.enum(['urban', 'rural', 'dedicated']),
  /** What a dedicated grid is for. */
  purpose: z.enum(['park', 'market', 'institution', 'tower']).nullable(),
  households: z.number().int().nonnegative(),
});
export type Grid = z.infer<typeof Grid> & { geometry: Polygonal };

export const Road = z.object({
  name: Text,
  nameEn: Text,
  class: z.enum([
    'motorway',
    'trunk',
    'primary',
    'secondary',
    'tertiary',
    'residential',
    'lane',
    'track',
    'rail',
  ]),
  ref: z.string().nullable(),
});
export type Road = z.infer<typeof Road> & { line: [number, number][] };

export const BuildingKind = z.enum([
  'tower',
  'slab',
  'house',
  'shop',
  'office',
  'public',
  'school',
  'hall',
  'factory',
]);
export const Building = z.object({
  code: Text,
  gridCode: z.string().regex(/^\d{15}$/),
  kind: BuildingKind,
  floors: Cell,
  households: Cell,
  /** Counter-clockwise, closed. */
  ring: json(z.array(LngLat)),
});
export type Building = z.infer<typeof Building>;

export const Camera = z.object({
  code: z.string().regex(/^\d{20}$/),
  kind: z.enum(['street', 'corridor', 'hawk-eye']),
  name: Text,
  nameEn: Text,
  gridCode: z.string().regex(/^\d{15}$/),
  lng: Cell,
  lat: Cell,
  groundElevationMetres: Cell,
  heightMetres: Cell,
  bearingDegrees: Cell,
  tiltDegrees: Cell,
  horizontalFovDegrees: Cell,
  /** Only where a stream is watched. */
  scene: z.union([
    z.enum(['fire-lane', 'straw-burning', 'high-rise-throwing']),
    z.literal('').transform(() => null),
  ]),
  /** Name of the clip under geodata/footage/clips that plays as its stream. */
  clip: OptionalText,
  settings: json(z.record(z.string(), z.unknown())),
});
export type Camera = z.infer<typeof Camera>;

export const Person = z.object({
  name: Text,
  nameEn: Text,
  /** 网格长, 专职网格员, 兼职网格员, 值班员 */
  duty: z.enum(['grid-chief', 'grid-member', 'part-time-member', 'duty-officer']),
  phone: Text,
  gridCode: OptionalText,
  departmentCode: OptionalText,
});
export type Person = z.infer<typeof Person>;

export const Department = z.object({ code: Text, name: Text, nameEn: Text });
export type Department = z.infer<typeof Department>;

export const EventType = z.object({
  code: Text,
  parentCode: OptionalText,
  name: Text,
  nameEn: Text,
  departmentCode: OptionalText,
  limitValue: z.union([z.literal('').transform(() => null), Cell]),
  limitUnit: z.union([
    z.literal('').transform(() => null),
    z.enum(['urgent-hours', 'working-hours', 'working-days', 'calendar-days']),
  ]),
});
export type EventType = z.infer<typeof EventType>;

/** A case of the past; times are minutes from the midnight that begins the day of reading, so mostly negative. */
export const PastCase = z.object({
  source: z.enum(['ai', 'staff', 'resident', 'delegate', 'hotline', 'sensor', 'drone']),
  typeCode: Text,
  departmentCode: Text,
  gridCode: z.string().regex(/^\d{15}$/),
  location: LngLat,
  text: Text,
  openedMinute: z.number().int(),
  acceptedMinute: z.number().int(),
  dispatchedMinute: z.number().int(),
  feedbackMinute: z.number().int(),
  closedMinute: z.number().int(),
  dueMinute: z.number().int(),
  overdue: z.boolean(),
  /** 1 to 5 stars by whoever reported, where they rated. */
  rating: z.number().int().min(1).max(5).nullable(),
});
export type PastCase = z.infer<typeof PastCase>;

export const TerrainHeader = z.object({
  west: z.number(),
  north: z.number(),
  stepLng: z.number(),
  stepLat: z.number(),
  columns: z.number().int(),
  rows: z.number().int(),
});
/** Ground heights in decimetres, rows from north to south, columns from west to east. */
export type Terrain = z.infer<typeof TerrainHeader> & { decimetres: Int16Array };
