import {
  type EventTopic,
  LogEvent,
  type WallEventName,
  type WallEventPayload,
} from '#contract/wall-events.ts';
import type { Db } from './db.ts';

/** An event to append; the payload's shape follows from its name. */
export type NewEvent = {
  [N in WallEventName]: { name: N; topic: EventTopic; areaCode: string | null; payload: WallEventPayload<N> };
}[WallEventName];

export const eventChannel = 'eyrie_events';
const eventLogLock = 0x45_59_52_45;

/**
 * Appends to the log inside the caller's transaction, as its last act before commit.
 * The advisory lock is held until after the commit is visible, so sequences become visible in their own order and
 * `seq > last` never skips one that commits late (see docs/decisions/003-event-log.md).
 */
export async function appendEvents(tx: Db, events: NewEvent[]): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [eventLogLock]);
  await tx.query(
    `insert into events (seq, name, topic, area_code, payload)
     select nextval('events_seq'), e->>'name', e->>'topic', e->>'areaCode', e->'payload'
       from jsonb_array_elements($1::jsonb) with ordinality as x(e, n) order by n`,
    [JSON.stringify(events)],
  );
  await tx.query(`select pg_notify($1, '')`, [eventChannel]);
}

export interface StoredEvent {
  event: LogEvent;
  topic: EventTopic;
  areaCode: string | null;
}

/** Events after `since` in the log's order, at most `limit`. */
export async function readEvents(db: Db, since: number, limit: number): Promise<StoredEvent[]> {
  const { rows } = await db.query(
    'select seq, at, name, topic, area_code, payload from events where seq > $1 order by seq limit $2',
    [since, limit],
  );
  return rows.map((row) => ({
    event: LogEvent.parse({ seq: row.seq, at: row.at.toISOString(), name: row.name, payload: row.payload }),
    topic: row.topic,
    areaCode: row.area_code,
  }));
}

/** The newest sequence, and the oldest that a reader may resume from. */
export async function readLogEnds(db: Db): Promise<{ newest: number; horizon: number }> {
  const { rows } = await db.query(
    `select coalesce((select max(seq) from events), (select seq from event_horizon)) as newest,
            (select seq from event_horizon) as horizon`,
  );
  return { newest: rows[0].newest, horizon: rows[0].horizon };
}

/** Forgets events older than `days`; readers further behind are told to reload. */
export async function trimEvents(db: Db, days: number): Promise<number> {
  const { rows } = await db.query(
    `with gone as (delete from events where at < now() - make_interval(days => $1)
                      and seq < (select max(seq) from events) returning seq)
     , moved as (update event_horizon set seq = greatest(seq, (select max(seq) from gone))
                  where exists (select from gone))
     select count(*)::int as gone from gone`,
    [days],
  );
  return rows[0].gone;
}
