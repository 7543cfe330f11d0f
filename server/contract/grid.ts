import { z } from 'zod';
import { polygonCollection } from './geo.ts';

/** 城市网格, 农村网格, 专属网格 */
export const GridKind = z.enum(['urban', 'rural', 'dedicated']);

export const Grid = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  kind: GridKind,
  households: z.number().int(),
  communityCode: z.string(),
  communityName: z.string(),
  communityNameEn: z.string(),
  townshipCode: z.string(),
  townshipName: z.string(),
  townshipNameEn: z.string(),
  /** 网格长 */
  chiefName: z.string().nullable(),
  chiefPhone: z.string().nullable(),
  openCases: z.number().int(),
});
export type Grid = z.infer<typeof Grid>;
export const GridCollection = polygonCollection(Grid);
export type GridCollection = z.infer<typeof GridCollection>;
