import type { DatedCase } from '../../geodata/read-district.ts';
import type { Db } from '../platform/db.ts';
import { insertHistoryContacts } from './history-contacts.ts';
import { insertRows } from './insert-rows.ts';
import { momentsUntil, stateAt } from './state-of-past-case.ts';

/**
 * A year of cases, numbered by their day, each on the street that runs nearest. The last days' are still on their way.
 * What machines found is all closed: open AI cases are the cameras' own.
 */
export async function insertHistory(db: Db, history: readonly DatedCase[], now: Date): Promise<void> {
  const rows = history
    .map((past) => ({ ...past, state: stateAt(past, now) }))
    .filter((past) => past.closedAt <= now || past.source !== 'ai')
    .map((past) => ({ ...past, ...momentsUntil(past, now) }))
    .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
  await insertRows(
    db,
    `insert into cases (number, source, scene, type_code, department_code, state, location, grid_code, street_id, text,
                        started_at, opened_at, accepted_at, dispatched_at, received_at, arrived_at, feedback_at,
                        checked_at, closed_at, due_at, rating, rated_at)
     select to_char("openedAt" at time zone (select time_zone from district), 'YYYYMMDD') || '-' ||
              lpad(nextval('case_number_seq')::text, 6, '0'),
            source, case when "typeCode" like 'ai.%' then substr("typeCode", 4) end, "typeCode", "departmentCode",
            state, place.p, "gridCode",
            (select s.id from streets s where s.geom && st_expand(place.p, 0.005) order by s.geom <-> place.p limit 1),
            text, "openedAt", "openedAt", "acceptedAt", "dispatchedAt", "receivedAt", "arrivedAt", "feedbackAt",
            "checkedAt", "closedAt", "dueAt", rating, "ratedAt"
       from json_to_recordset($1) r ("typeCode" text, "departmentCode" text, source text, "gridCode" text, location json,
              "openedAt" timestamptz, "acceptedAt" timestamptz, "dispatchedAt" timestamptz, "receivedAt" timestamptz,
              "arrivedAt" timestamptz, "feedbackAt" timestamptz, "checkedAt" timestamptz, "closedAt" timestamptz,
              "dueAt" timestamptz, "ratedAt" timestamptz, rating int, text text, state text),
            lateral (select st_setsrid(st_makepoint((location->>0)::float8, (location->>1)::float8), 4326) as p) place
      order by "openedAt"`,
    rows,
  );
  await db.query(
    `insert into case_handlers (case_id, department_code, main, since, until)
     select id, department_code, true, coalesce(accepted_at, opened_at), closed_at from cases
      where department_code is not null and state not in ('reported', 'accepted', 'refused')`,
  );
  await db.query(
    `insert into case_steps (case_id, step, from_state, to_state, at)
     select c.id, s.step, s.from_state, s.to_state, s.at
       from (select *, feedback_at - dispatched_at as handling,
                    -- a few departments gave it back, a few had to come again
                    row_number() over (order by number) % 23 = 7 as went_back,
                    row_number() over (order by number) % 41 = 5 as was_reworked from cases) c,
            lateral (values
              (1, 'report', null, 'reported', c.opened_at), (2, 'accept', 'reported', 'accepted', c.accepted_at),
              (3, 'dispatch', 'accepted', 'dispatched', c.dispatched_at),
              (3.1, 'return', 'dispatched', 'accepted', case when c.went_back then c.dispatched_at + c.handling * 0.02 end),
              (3.2, 'dispatch', 'accepted', 'dispatched', case when c.went_back then c.dispatched_at + c.handling * 0.04 end),
              (4, 'receive', 'dispatched', 'received', c.received_at), (5, 'arrive', 'received', 'on-site', c.arrived_at),
              (5.1, 'feedback', 'on-site', 'feedback', case when c.was_reworked then c.dispatched_at + c.handling * 0.5 end),
              (5.2, 'rework', 'feedback', 'received', case when c.was_reworked then c.dispatched_at + c.handling * 0.6 end),
              (5.3, 'arrive', 'received', 'on-site', case when c.was_reworked then c.dispatched_at + c.handling * 0.8 end),
              (6, 'feedback', 'on-site', 'feedback', c.feedback_at), (7, 'check', 'feedback', 'checked', c.checked_at),
              (8, 'close', 'checked', 'closed', c.closed_at), (9, 'rate', 'closed', 'rated', c.rated_at)
            ) s (n, step, from_state, to_state, at)
      where s.at is not null order by c.opened_at, c.id, s.n`,
  );
  await insertHistoryContacts(db);
}
