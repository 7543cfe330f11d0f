import { z } from 'zod';
import { CaseDetail } from './case.ts';
import { CaseSource } from './case-state.ts';
import { caseRoles, type Endpoint } from './endpoint.ts';
import { LngLat } from './geo.ts';
import { TimeLimit } from './working-calendar.ts';

/** 吹哨: what people report, and the photos that go with it. */

/** Phones and many Chinese maps tell positions in GCJ-02; everything here is kept in WGS-84. */
export const CoordinateSystem = z.enum(['wgs84', 'gcj02']);
export type CoordinateSystem = z.infer<typeof CoordinateSystem>;

export const Whistle = z.object({
  typeCode: z.string().min(1),
  location: LngLat,
  coordinates: CoordinateSystem.default('wgs84'),
  text: z.string().trim().min(1).max(2000),
  /** Ids that `POST /api/photos` answered with. */
  photos: z.array(z.uuid()).max(20).default([]),
  /** What the centre enters for somebody who called or came; everybody else reports as what they are. */
  source: CaseSource.exclude(['ai', 'sensor', 'drone']).optional(),
  /** Who called, where the centre enters it: for questions, and for the link by which it is rated. */
  caller: z
    .object({
      name: z.string().trim().min(1).max(50).optional(),
      phone: z
        .string()
        .trim()
        .regex(/^\+?[\d -]{5,20}$/, 'must be a phone number')
        .optional(),
    })
    .optional(),
  /** Made by the sender, once per report: the same key again answers with the same case. */
  clientKey: z.string().min(8).max(100).optional(),
});
export type Whistle = z.infer<typeof Whistle>;

export const Photo = z.object({
  id: z.string(),
  url: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  takenAt: z.string().nullable(),
  location: LngLat.nullable(),
});
export type Photo = z.infer<typeof Photo>;

export const EventType = z.object({
  code: z.string(),
  parentCode: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  departmentCode: z.string().nullable(),
  limit: TimeLimit.nullable(),
});
export type EventType = z.infer<typeof EventType>;

export const whistleEndpoints = {
  whistle: {
    method: 'POST',
    path: '/api/cases',
    summary: 'Blow the whistle: report a case',
    may: caseRoles,
    body: Whistle,
    reply: CaseDetail,
  },
  eventTypes: {
    method: 'GET',
    path: '/api/event-types',
    summary: 'What can be reported, classes and their types',
    may: caseRoles,
    reply: z.object({ items: z.array(EventType) }),
  },
} as const satisfies Record<string, Endpoint>;
