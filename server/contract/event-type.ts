import { z } from 'zod';
import { Code, caseRoles, type Endpoint, type FileEndpoint } from './endpoint.ts';
import { Role } from './session.ts';
import { TimeLimit } from './working-calendar.ts';

/** 事件类型: classes (大类) and their types, and all that a centre sets for them. */

/** 主办 or 协办 of a type in an area; without an area it helps wherever the type occurs. */
export const TypeDepartment = z
  .object({ areaCode: z.string().min(1).nullable(), departmentCode: z.string().min(1), main: z.boolean() })
  .refine(({ areaCode, main }) => areaCode !== null || !main, {
    message: 'the department in charge everywhere is the type’s own',
    path: ['areaCode'],
  });
export type TypeDepartment = z.infer<typeof TypeDepartment>;

/** Who of the centre may close a case of a type. */
export const Closer = Role.extract(['operator', 'dispatcher', 'admin']);
export type Closer = z.infer<typeof Closer>;

export const EventTypeSettings = z.object({
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/, 'letters, digits, . and -, at most 40'),
  /** Its class; null for a class itself. */
  parentCode: z.string().min(1).nullable(),
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().min(1).max(80),
  /** 主办 wherever no area names another. */
  departmentCode: z.string().min(1).nullable(),
  departments: z.array(TypeDepartment).max(2000),
  policyCode: z.string().min(1),
  /** 办理时限; null takes the policy's. */
  limit: TimeLimit.nullable(),
  /** 处置清单 */
  checklist: z.array(z.string().trim().min(1).max(200)).max(30),
  closers: z.array(Closer).min(1),
  autoDispatch: z.boolean(),
  /** From this score on, what a machine saw is accepted without review; null reviews all. */
  autoAcceptScore: z.number().gt(0).max(1).nullable(),
});
export type EventTypeSettings = z.infer<typeof EventTypeSettings>;

/** What a new type has where nothing is said of it. */
export const newTypeSettings: Omit<EventTypeSettings, 'code' | 'name' | 'nameEn'> = {
  parentCode: null,
  departmentCode: null,
  departments: [],
  policyCode: 'default',
  limit: null,
  checklist: [],
  closers: ['operator', 'dispatcher', 'admin'],
  autoDispatch: true,
  autoAcceptScore: null,
};

export const KeptEventType = EventTypeSettings.extend({
  /** No new cases of it since; those that are there go on. */
  retiredAt: z.string().nullable(),
});
export type KeptEventType = z.infer<typeof KeptEventType>;

/** Something wrong in a line of a file that is to be imported; `line` counts from 1, the header is line 1. */
export const ImportProblem = z.object({
  line: z.number().int(),
  column: z.string().nullable(),
  message: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportFile = z.object({
  /** The file's text. */
  csv: z.string().max(900_000),
  /** False looks only. */
  apply: z.boolean(),
});

/** What an import does, or would do; with any problem it does nothing. */
export const ImportReport = z.object({
  applied: z.boolean(),
  added: z.array(z.string()),
  changed: z.array(z.string()),
  same: z.number().int(),
  problems: z.array(ImportProblem),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const eventTypeEndpoints = {
  typeSettings: {
    method: 'GET',
    path: '/api/dispatch/types',
    summary: 'Event types with all that is set for them, also retired ones',
    may: caseRoles,
    reply: z.object({ items: z.array(KeptEventType) }),
  },
  saveType: {
    method: 'PUT',
    path: '/api/dispatch/types/:code',
    summary: 'Make or change an event type',
    may: ['admin'],
    params: Code,
    body: EventTypeSettings,
    reply: KeptEventType,
  },
  retireType: {
    method: 'POST',
    path: '/api/dispatch/types/:code/retire',
    summary: 'Let no new case be of a type, or let them again',
    may: ['admin'],
    params: Code,
    body: z.object({ retired: z.boolean() }),
    reply: KeptEventType,
  },
  importTypes: {
    method: 'POST',
    path: '/api/dispatch/types/import',
    summary: 'Look at, or take in, a CSV file of event types: all of it or nothing',
    may: ['admin'],
    body: ImportFile,
    reply: ImportReport,
  },
} as const satisfies Record<string, Endpoint>;

export const eventTypeFileEndpoints = {
  typesCsv: {
    path: '/api/dispatch/types.csv',
    contentType: 'text/csv; charset=utf-8',
    may: caseRoles,
    summary: 'Event types as a file that can be imported again',
  },
} as const satisfies Record<string, FileEndpoint>;
