import { z } from 'zod';
import { CaseLimit, LimitPhase } from './case-limit.ts';
import { CaseStepName } from './case-machine.ts';
import { CaseLevel, CaseSource, CaseState, Rating } from './case-state.ts';
import { Box, Reason, SceneName } from './detection.ts';
import { LngLat, Uncertainty } from './geo.ts';

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
  /** Who has it in hand, or would get it by its type; null where nobody is named. */
  departmentCode: z.string().nullable(),
  departmentName: z.string().nullable(),
  departmentNameEn: z.string().nullable(),
  state: CaseState,
  /** Where it was when it was suspended. */
  suspendedState: CaseState.nullable(),
  level: CaseLevel,
  rating: Rating.nullable(),
  /** A delay that was asked for and not yet decided. */
  delayRequestedUntil: z.string().nullable(),
  /** The case that goes on in its stead, and the one that it is a part of. */
  mergedIntoId: z.string().nullable(),
  parentId: z.string().nullable(),
  reporterId: z.string().nullable(),
  condition: CaseCondition,
  location: LngLat,
  uncertainty: Uncertainty.nullable(),
  gridCode: z.string().nullable(),
  /** County, township, community and grid that it lies in; empty off the map. */
  areaCodes: z.array(z.string()),
  /** Departments that have it in hand, or had. */
  handlerCodes: z.array(z.string()),
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
  /** What runs: the next step's limit and the whole one's. Events from before there were limits have none. */
  limits: z.array(CaseLimit).default([]),
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

/** What a step carried beside its note. */
export const CaseStepData = z.object({
  departmentCode: z.string().optional(),
  coDepartmentCodes: z.array(z.string()).optional(),
  level: CaseLevel.optional(),
  until: z.string().optional(),
  otherCaseId: z.string().optional(),
  otherCaseNumber: z.string().optional(),
  rating: Rating.optional(),
  photoIds: z.array(z.string()).optional(),
  /** Of a limit: which, and when it was over or will be. */
  phase: LimitPhase.optional(),
  dueAt: z.string().optional(),
});
export type CaseStepData = z.infer<typeof CaseStepData>;

export const CaseStepRecord = z.object({
  /** A step of the case machine, or what happened to the case by itself (`report`, `overdue`, …). */
  step: z.string(),
  at: z.string(),
  actorName: z.string().nullable(),
  departmentName: z.string().nullable(),
  departmentNameEn: z.string().nullable(),
  note: z.string().nullable(),
  fromState: CaseState.nullable(),
  toState: CaseState,
  data: CaseStepData,
});
export type CaseStepRecord = z.infer<typeof CaseStepRecord>;

export const CaseDetail = Case.extend({
  sightingList: z.array(CaseSighting),
  steps: z.array(CaseStepRecord),
  /** What the caller may do now. */
  nextSteps: z.array(CaseStepName),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

/** One step; which of the fields it needs stands in `case-machine.ts`, and is answered where one is missing. */
export const TakeStep = z.object({
  step: CaseStepName,
  note: z.string().trim().min(1).max(2000).optional(),
  /** 主办部门 */
  departmentCode: z.string().optional(),
  /** 协办部门 */
  coDepartmentCodes: z.array(z.string()).max(10).optional(),
  level: CaseLevel.optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  /** Id or number of the other case. */
  otherCaseId: z.string().optional(),
  rating: Rating.optional(),
  photoIds: z.array(z.uuid()).max(20).optional(),
});
export type TakeStep = z.infer<typeof TakeStep>;

export const CaseQuery = z.object({
  state: z.string().optional().describe('comma-separated states, or `open`'),
  scene: SceneName.optional(),
  source: CaseSource.optional(),
  typeCode: z.string().optional(),
  gridCode: z.string().optional(),
  departmentCode: z.string().optional(),
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
