import { z } from 'zod';
import { CaseState, Rating } from './case-state.ts';
import { Code, caseRoles, Empty, type Endpoint } from './endpoint.ts';
import { LngLat } from './geo.ts';
import type { Role } from './session.ts';
import { CoordinateSystem } from './whistle.ts';

/** 群众: residents report from a door plate's QR code, known by a verified phone and by nothing else. */

/** A Chinese mobile number; spaces, dashes and the country's code are taken off. */
export const Phone = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, '').replace(/^(\+|00)86/, ''))
  .pipe(z.string().regex(/^1[3-9]\d{9}$/, 'must be a mobile number like 13800001234'));

/** 门牌 */
export const Plate = z.object({
  code: z.string(),
  address: z.string(),
  addressEn: z.string().nullable(),
  location: LngLat,
  gridCode: z.string().nullable(),
});
export type Plate = z.infer<typeof Plate>;

export const ReportableType = z.object({
  code: z.string(),
  parentCode: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
});
export type ReportableType = z.infer<typeof ReportableType>;

/** What somebody sees who reads a plate's code. */
export const PlateView = Plate.extend({
  gridName: z.string().nullable(),
  gridNameEn: z.string().nullable(),
  types: z.array(ReportableType),
  /** How codes reach a phone: by message, shown on the page (the demo alone), or not at all. */
  codesBy: z.enum(['message', 'page', 'nothing']),
});
export type PlateView = z.infer<typeof PlateView>;

export const AskCode = z.object({ phone: Phone, plateCode: z.string().max(20).optional() });
export type AskCode = z.infer<typeof AskCode>;
export const CodeSent = z.object({
  /** The code itself, in a demo without a gateway; null everywhere else. */
  shownCode: z.string().nullable(),
  validSeconds: z.number().int(),
});
export type CodeSent = z.infer<typeof CodeSent>;

export const VerifyPhone = z.object({
  phone: Phone,
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'must be the six digits of the message'),
});
export type VerifyPhone = z.infer<typeof VerifyPhone>;

export const Resident = z.object({ maskedPhone: z.string(), expiresAt: z.string() });
export type Resident = z.infer<typeof Resident>;

export const ReportFromPlate = z.object({
  plateCode: z.string().min(1).max(20),
  typeCode: z.string().min(1),
  text: z.string().trim().min(1).max(2000),
  photos: z.array(z.uuid()).max(9).default([]),
  /** Made by the sender, once per report: the same key again answers with the same case. */
  clientKey: z.string().min(8).max(100),
});
export type ReportFromPlate = z.infer<typeof ReportFromPlate>;

/** How a report of one's own stands. */
export const OwnReport = z.object({
  number: z.string(),
  typeName: z.string(),
  typeNameEn: z.string(),
  text: z.string().nullable(),
  address: z.string().nullable(),
  state: CaseState,
  departmentName: z.string().nullable(),
  departmentNameEn: z.string().nullable(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  rating: Rating.nullable(),
  /** Leads to the page where it can be rated now; null where it can't. */
  rateToken: z.string().nullable(),
});
export type OwnReport = z.infer<typeof OwnReport>;

/** Who reported a case, for those who work on it. */
export const CaseReporter = z.object({
  name: z.string().nullable(),
  /** In full for the centre, masked (138****1234) for everybody else. */
  phone: z.string().nullable(),
  isPhoneMasked: z.boolean(),
  isPhoneVerified: z.boolean(),
  plate: z.object({ code: z.string(), address: z.string() }).nullable(),
  /** How the message with the newest link of a rating stands; null where none is to be sent. */
  ratingMessage: z.enum(['waiting', 'sent', 'failed']).nullable(),
});
export type CaseReporter = z.infer<typeof CaseReporter>;

export const NewPlate = z.object({
  address: z.string().trim().min(1).max(200),
  addressEn: z.string().trim().max(200).nullable().default(null),
  location: LngLat,
  /** What the plate has on it already; without one, a new one that can't be guessed is made. */
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z]{6,20}$/, 'must be 6 to 20 letters and digits')
    .nullable()
    .default(null),
});
export type NewPlate = z.infer<typeof NewPlate>;

export const residentPhotosPath = '/api/resident/photos';

/** Whoever keeps the door plates. */
const keepers: readonly Role[] = ['operator', 'dispatcher', 'admin'];
const Plates = z.object({ items: z.array(Plate) });

export const residentEndpoints = {
  plateView: {
    method: 'GET',
    path: '/api/resident/plates/:code',
    summary: 'Where a door plate is, and what can be reported there',
    may: 'anybody',
    params: Code,
    reply: PlateView,
  },
  askCode: {
    method: 'POST',
    path: '/api/resident/codes',
    summary: 'Have a code sent to a phone',
    may: 'anybody',
    body: AskCode,
    reply: CodeSent,
  },
  verifyPhone: {
    method: 'POST',
    path: '/api/resident/session',
    summary: 'Prove a phone by the code that was sent to it',
    may: 'anybody',
    body: VerifyPhone,
    reply: Resident,
  },
  resident: {
    method: 'GET',
    path: '/api/resident/session',
    summary: 'Which phone was proved on this device?',
    may: 'anybody',
    reply: Resident,
  },
  forgetResident: {
    method: 'DELETE',
    path: '/api/resident/session',
    summary: 'Forget the phone on this device',
    may: 'anybody',
    reply: Empty,
  },
  reportFromPlate: {
    method: 'POST',
    path: '/api/resident/reports',
    summary: 'Report something at a door plate, as a resident with a proved phone',
    may: 'anybody',
    body: ReportFromPlate,
    reply: OwnReport,
  },
  ownReports: {
    method: 'GET',
    path: '/api/resident/reports',
    summary: 'What was reported by the same proved phone, newest first',
    may: 'anybody',
    reply: z.object({ items: z.array(OwnReport) }),
  },
  caseReporter: {
    method: 'GET',
    path: '/api/cases/:id/reporter',
    summary: 'Who reported a case; phones are masked to all but the centre',
    may: caseRoles,
    params: z.object({ id: z.string() }),
    reply: CaseReporter,
  },
  plates: {
    method: 'GET',
    path: '/api/plates',
    summary: 'Door plates of a grid, by address',
    may: caseRoles,
    query: z.object({ gridCode: z.string() }),
    reply: Plates,
  },
  addPlates: {
    method: 'POST',
    path: '/api/plates',
    summary: 'Add door plates; all of them or none',
    may: keepers,
    body: z.object({
      plates: z.array(NewPlate).min(1).max(2000),
      coordinates: CoordinateSystem.default('wgs84'),
    }),
    reply: Plates,
  },
  importPlates: {
    method: 'POST',
    path: '/api/plates/import',
    summary: 'Add door plates from CSV with the columns address, lng, lat and, if known, addressEn and code',
    may: keepers,
    body: z.object({ csv: z.string().min(1), coordinates: CoordinateSystem.default('wgs84') }),
    reply: Plates,
  },
  retirePlate: {
    method: 'DELETE',
    path: '/api/plates/:code',
    summary: 'Retire a door plate: its code opens nothing any more, and is never given again',
    may: keepers,
    params: Code,
    reply: Empty,
  },
} as const satisfies Record<string, Endpoint>;
