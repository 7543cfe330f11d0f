import { z } from 'zod';
import { caseRoles, Empty, type Endpoint, Id } from './endpoint.ts';
import { Role } from './session.ts';

/** 值班: who is on duty when. */

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30');

/** People who take turns on some weekdays. A turn begins where one of the hand-over times is reached. */
export const DutyPattern = z
  .object({
    /** ISO weekdays on which shifts begin: 1 is Monday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
    /** 交接班时间, in order: two of them make two shifts a day. */
    handOverTimes: z.array(LocalTime).min(1).max(6),
    /** Users in the order of their turns. */
    userIds: z.array(z.uuid()).min(1).max(100),
    /** As many shifts in a row one person keeps. */
    shiftsPerTurn: z.number().int().min(1).max(60).default(1),
  })
  .refine(({ handOverTimes }) => handOverTimes.every((time, i) => i === 0 || handOverTimes[i - 1]! < time), {
    message: 'must be in order',
    path: ['handOverTimes'],
  })
  .refine(({ weekdays }) => new Set(weekdays).size === weekdays.length, {
    message: 'each weekday once',
    path: ['weekdays'],
  });
export type DutyPattern = z.infer<typeof DutyPattern>;

/** Turns begin to be counted on `startsOn`, a date of the district; every weekday belongs to exactly one pattern. */
export const Rotation = z
  .object({ startsOn: z.iso.date(), patterns: z.array(DutyPattern).min(1).max(7) })
  .refine(
    ({ patterns }) => {
      const days = patterns.flatMap(({ weekdays }) => weekdays);
      return days.length === 7 && new Set(days).size === 7;
    },
    { message: 'every weekday belongs to exactly one pattern', path: ['patterns'] },
  );
export type Rotation = z.infer<typeof Rotation>;

export const SaveRoster = z.object({
  name: z.string().trim().min(1).max(100),
  nameEn: z.string().trim().min(1).max(100),
  rotation: Rotation,
  /** 应急值班表: takes this one's place in an emergency. */
  emergencyRosterId: z.uuid().nullable().default(null),
});
export type SaveRoster = z.infer<typeof SaveRoster>;

export const DutyPerson = z.object({ id: z.string(), name: z.string(), role: Role });
export type DutyPerson = z.infer<typeof DutyPerson>;

export const Roster = SaveRoster.extend({
  id: z.string(),
  /** Who is on duty now, and until when. */
  now: z.object({ userId: z.string(), userName: z.string(), until: z.string() }),
});
export type Roster = z.infer<typeof Roster>;

export const DutyStretchView = z.object({
  from: z.string(),
  to: z.string(),
  userId: z.string(),
  userName: z.string(),
  /** What says so where it is not the rotation. */
  overrideId: z.string().nullable(),
});
export type DutyStretchView = z.infer<typeof DutyStretchView>;

export const DutySwap = z.object({
  id: z.string(),
  askedBy: DutyPerson.omit({ role: true }),
  askedOf: DutyPerson.omit({ role: true }),
  from: z.string(),
  to: z.string(),
  returnFrom: z.string().nullable(),
  returnTo: z.string().nullable(),
  note: z.string().nullable(),
  state: z.enum(['asked', 'accepted', 'declined', 'withdrawn']),
});
export type DutySwap = z.infer<typeof DutySwap>;

export const DutyNote = z.object({ at: z.string(), authorName: z.string(), text: z.string() });
export type DutyNote = z.infer<typeof DutyNote>;

export const DutyCalendar = z.object({
  timeZone: z.string(),
  stretches: z.array(DutyStretchView),
  /** Open ones, and those of this time. */
  swaps: z.array(DutySwap),
  /** The newest first. */
  notes: z.array(DutyNote),
});
export type DutyCalendar = z.infer<typeof DutyCalendar>;

const Instant = z.iso.datetime({ offset: true });
export const OverrideDuty = z.object({
  userId: z.uuid(),
  from: Instant,
  to: Instant,
  reason: z.string().trim().min(1).max(500).optional(),
});
export type OverrideDuty = z.infer<typeof OverrideDuty>;

export const AskSwap = z.object({
  askedOf: z.uuid(),
  from: Instant,
  to: Instant,
  /** What the asker takes over in return. */
  returnFrom: Instant.optional(),
  returnTo: Instant.optional(),
  note: z.string().trim().min(1).max(500).optional(),
});
export type AskSwap = z.infer<typeof AskSwap>;

/** 平急结合: whether the emergency rosters count, since when, by whom and why. */
export const Emergency = z.object({
  active: z.boolean(),
  at: z.string().nullable(),
  byName: z.string().nullable(),
  reason: z.string().nullable(),
});
export type Emergency = z.infer<typeof Emergency>;

const keepers = ['admin', 'dispatcher', 'leader'] as const;

export const dutyEndpoints = {
  rosters: {
    method: 'GET',
    path: '/api/rosters',
    summary: 'Rosters, and who is on duty now',
    may: caseRoles,
    reply: z.object({ items: z.array(Roster) }),
  },
  addRoster: {
    method: 'POST',
    path: '/api/rosters',
    summary: 'Add a roster',
    may: keepers,
    body: SaveRoster,
    reply: Roster,
  },
  changeRoster: {
    method: 'PUT',
    path: '/api/rosters/:id',
    summary: 'Change a roster',
    may: keepers,
    params: Id,
    body: SaveRoster,
    reply: Roster,
  },
  retireRoster: {
    method: 'DELETE',
    path: '/api/rosters/:id',
    summary: 'Retire a roster that no policy and no other roster names',
    may: keepers,
    params: Id,
    reply: Empty,
  },
  dutyPeople: {
    method: 'GET',
    path: '/api/duty/people',
    summary: 'Who can be put on duty',
    may: caseRoles,
    reply: z.object({ items: z.array(DutyPerson) }),
  },
  dutyCalendar: {
    method: 'GET',
    path: '/api/rosters/:id/calendar',
    summary: 'Who is on duty from when to when, swaps and hand-over notes',
    may: caseRoles,
    params: Id,
    query: z.object({ from: Instant, to: Instant }),
    reply: DutyCalendar,
  },
  overrideDuty: {
    method: 'POST',
    path: '/api/rosters/:id/overrides',
    summary: 'Put somebody else on duty for a while',
    may: keepers,
    params: Id,
    body: OverrideDuty,
    reply: Empty,
  },
  undoDutyOverride: {
    method: 'DELETE',
    path: '/api/duty-overrides/:id',
    summary: 'Take an override back',
    may: keepers,
    params: Id,
    reply: Empty,
  },
  askDutySwap: {
    method: 'POST',
    path: '/api/rosters/:id/swaps',
    summary: 'Ask somebody to take over one’s own duty, perhaps for some of theirs',
    may: caseRoles,
    params: Id,
    body: AskSwap,
    reply: Empty,
  },
  decideDutySwap: {
    method: 'POST',
    path: '/api/duty-swaps/:id',
    summary: 'Accept or decline what one was asked, or withdraw what one asked',
    may: caseRoles,
    params: Id,
    body: z.object({ decision: z.enum(['accept', 'decline', 'withdraw']) }),
    reply: Empty,
  },
  addDutyNote: {
    method: 'POST',
    path: '/api/rosters/:id/notes',
    summary: 'Leave a note for whoever takes over',
    may: caseRoles,
    params: Id,
    body: z.object({ text: z.string().trim().min(1).max(4000) }),
    reply: Empty,
  },
  emergency: {
    method: 'GET',
    path: '/api/emergency',
    summary: 'Whether the emergency rosters count',
    may: caseRoles,
    reply: Emergency,
  },
  switchEmergency: {
    method: 'POST',
    path: '/api/emergency',
    summary: 'Change to the emergency rosters by one press, or back',
    may: keepers,
    body: z.object({ active: z.boolean(), reason: z.string().trim().min(1).max(500) }),
    reply: Emergency,
  },
} as const satisfies Record<string, Endpoint>;
