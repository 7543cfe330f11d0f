import { z } from 'zod';
import { Box, Reason, SceneName } from './detection.ts';
import { LngLat, Uncertainty } from './geo.ts';

/** 哨源: who or what blew the whistle. */
export const CaseSource = z.enum(['ai', 'staff', 'resident', 'delegate', 'hotline', 'sensor', 'drone']);
export type CaseSource = z.infer<typeof CaseSource>;

/** 上报 → 受理 → 派遣 → 签收 → 到场 → 反馈 → 核查 → 结案 → 评价, with 不予受理 and 作废. */
export const CaseState = z.enum([
  'reported',
  'accepted',
  'refused',
  'dispatched',
  'received',
  'on-site',
  'feedback',
  'checked',
  'closed',
  'rated',
  'cancelled',
]);
export type CaseState = z.infer<typeof CaseState>;
export const endedStates = ['refused', 'closed', 'rated', 'cancelled'] as const satisfies CaseState[];

/** What the scene last said of it: still there, or gone. Null where nobody watches. */
export const CaseCondition = z.enum(['ongoing', 'cleared']).nullable();

export const EvidenceFile = z.object({ url: z.string(), sha256: z.string(), bytes: z.number().int() });
export type EvidenceFile = z.infer<typeof EvidenceFile>;

/** Where it is, in words. */
export const Place = z.object({
  gridName: z.string().nullable(),
  gridNameEn: z.string().nullable(),
  communityName: z.string().nullable(),
  communityNameEn: z.string().nullable(),
  townshipName: z.string().nullable(),
  townshipNameEn: z.string().nullable(),
  streetName: z.string().nullable(),
  streetNameEn: z.string().nullable(),
});
export type Place = z.infer<typeof Place>;

export const Case = z.object({
  id: z.string(),
  /** Human number, e.g. 20261120-000123. */
  number: z.string(),
  source: CaseSource,
  scene: SceneName.nullable(),
  typeCode: z.string(),
  typeName: z.string(),
  typeNameEn: z.string(),
  departmentName: z.string().nullable(),
  departmentNameEn: z.string().nullable(),
  state: CaseState,
  condition: CaseCondition,
  location: LngLat,
  uncertainty: Uncertainty.nullable(),
  gridCode: z.string().nullable(),
  place: Place,
  cameraCode: z.string().nullable(),
  cameraName: z.string().nullable(),
  cameraNameEn: z.string().nullable(),
  score: z.number().nullable(),
  /** When the incident began, was opened as a case, was last seen, went away (ISO 8601 UTC). */
  startedAt: z.string(),
  openedAt: z.string(),
  lastSeenAt: z.string().nullable(),
  clearedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  /** How often, and by how many cameras, it was seen. */
  sightings: z.number().int(),
  cameras: z.number().int(),
  text: z.string().nullable(),
  evidence: z.object({
    snapshot: EvidenceFile.nullable(),
    clip: EvidenceFile.nullable(),
    before: EvidenceFile.nullable(),
    after: EvidenceFile.nullable(),
  }),
  /** Grows with every change: a client keeps the newest it has seen. */
  version: z.number().int(),
});
export type Case = z.infer<typeof Case>;

/** What a machine saw it with, as it stood at that moment. */
export const SeenWith = z.object({
  picture: z.object({ width: z.number(), height: z.number() }),
  model: z.object({ name: z.string(), version: z.string(), sha256: z.string() }),
  /** From which score on it counted. */
  threshold: z.number(),
  /** The camera's settings of the scene. */
  settings: z.record(z.string(), z.unknown()),
});
export type SeenWith = z.infer<typeof SeenWith>;

export const CaseSighting = z.object({
  cameraCode: z.string(),
  cameraName: z.string().nullable(),
  change: z.enum(['pre-alarm', 'opened', 'updated', 'cleared']),
  at: z.string(),
  score: z.number(),
  box: Box,
  location: LngLat.nullable(),
  reasons: z.array(Reason),
  facts: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  /** Null for what was recorded before machines said so. */
  seenWith: SeenWith.omit({ settings: true }).nullable(),
});
export type CaseSighting = z.infer<typeof CaseSighting>;

export const CaseStepRecord = z.object({
  step: z.string(),
  at: z.string(),
  actorName: z.string().nullable(),
  note: z.string().nullable(),
  fromState: CaseState.nullable(),
  toState: CaseState,
});

export const CaseStepName = z.enum(['accept', 'refuse', 'close']);
export type CaseStepName = z.infer<typeof CaseStepName>;

export const CaseDetail = Case.extend({
  sightingList: z.array(CaseSighting),
  steps: z.array(CaseStepRecord),
  /** What the caller may do now. */
  nextSteps: z.array(CaseStepName),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

export const TakeStep = z.object({ step: CaseStepName, note: z.string().max(2000).optional() });
export type TakeStep = z.infer<typeof TakeStep>;

export const CaseQuery = z.object({
  state: z.string().optional().describe('comma-separated states, or `open`'),
  scene: SceneName.optional(),
  source: CaseSource.optional(),
  typeCode: z.string().optional(),
  gridCode: z.string().optional(),
  cameraCode: z.string().optional(),
  bbox: z.string().optional().describe('west,south,east,north'),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: z.string().optional().describe('`next` of the page before'),
});
export type CaseQuery = z.infer<typeof CaseQuery>;

export const CasePage = z.object({ items: z.array(Case), next: z.string().nullable() });
export type CasePage = z.infer<typeof CasePage>;
