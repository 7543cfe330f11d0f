import type { Db } from '../platform/db.ts';

/** A link whose message is due. */
export interface RatingMessage {
  linkId: string;
  phone: string;
  number: string;
  typeName: string;
  attempts: number;
}

/** Takes one message that is due from the others who send, and puts it off until the next try. */
export async function claimMessage(db: Db, mostAttempts: number): Promise<RatingMessage | undefined> {
  const { rows } = await db.query(
    `with due as (
       select id from rating_links where send_at <= now() order by send_at limit 1 for update skip locked),
     claimed as (
       update rating_links l
          set attempts = attempts + 1,
              send_at = case when attempts + 1 < $1 and expires_at > now()
                             then now() + make_interval(secs => 30 * power(2, attempts)) end
         from due where l.id = due.id returning l.*)
     select l.id as "linkId", coalesce(r.phone, k.phone) as phone, c.number, t.name as "typeName", l.attempts
       from claimed l join cases c on c.id = l.case_id join event_types t on t.code = c.type_code
       left join residents r on r.id = c.resident_id left join case_contacts k on k.case_id = c.id`,
    [mostAttempts],
  );
  return rows[0];
}

export async function noteSent(db: Db, linkId: string): Promise<void> {
  await db.query('update rating_links set sent_at = now(), send_at = null, failure = null where id = $1', [
    linkId,
  ]);
}

export async function noteNotSent(db: Db, linkId: string, reason: string): Promise<void> {
  await db.query('update rating_links set failure = $2 where id = $1', [linkId, reason]);
}
