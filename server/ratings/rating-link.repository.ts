import type { Rating } from '#contract/case-state.ts';
import type { Db } from '../platform/db.ts';

export interface RatingLink {
  id: string;
  caseId: string;
  /** What the case's door plate says. */
  address: string | null;
  expiresAt: Date;
  isExpired: boolean;
  usedAt: Date | null;
  voidedAt: Date | null;
}

/**
 * A link for the newest closing of a case that somebody reported; none for what a machine found. Where a phone is known
 * the message with it is due at once.
 */
export async function insertLink(tx: Db, caseId: string): Promise<void> {
  await tx.query(
    `insert into rating_links (case_id, closing_step_id, expires_at, send_at)
     select c.id, (select max(s.id) from case_steps s where s.case_id = c.id and s.step = 'close'),
            now() + make_interval(days => (select rating_days from resident_policy)),
            case when c.resident_id is not null or exists (
                select from case_contacts k where k.case_id = c.id and k.phone ~ '^1[3-9][0-9]{9}$') then now() end
       from cases c where c.id = $1 and (c.reporter_id is not null or c.resident_id is not null)`,
    [caseId],
  );
}

/** Ends what links of a case are still open: it was rated or opened again. */
export async function voidLinks(tx: Db, caseId: string): Promise<void> {
  await tx.query(
    `update rating_links set voided_at = now(), send_at = null
      where case_id = $1 and voided_at is null and used_at is null`,
    [caseId],
  );
}

export async function findLink(db: Db, id: string): Promise<RatingLink | undefined> {
  const { rows } = await db.query(
    `select l.id, l.case_id as "caseId", l.expires_at as "expiresAt", l.expires_at <= now() as "isExpired",
            l.used_at as "usedAt", l.voided_at as "voidedAt", p.address
       from rating_links l join cases c on c.id = l.case_id left join door_plates p on p.code = c.plate_code
      where l.id = $1`,
    [id],
  );
  return rows[0];
}

/** The link as it stands, with its case kept from others: a case is always locked before its links. */
export async function lockLink(tx: Db, id: string): Promise<RatingLink | undefined> {
  await tx.query('select from cases where id = (select case_id from rating_links where id = $1) for update', [
    id,
  ]);
  return findLink(tx, id);
}

export async function markUsed(tx: Db, id: string): Promise<void> {
  await tx.query('update rating_links set used_at = now(), voided_at = null, send_at = null where id = $1', [
    id,
  ]);
}

/** Keeps a rating for good; answers its id. */
export async function insertRating(
  tx: Db,
  given: { caseId: string; rating: Rating; note: string | undefined; byLink: boolean },
): Promise<number> {
  const { rows } = await tx.query(
    'insert into ratings (case_id, rating, note, by_link) values ($1, $2, $3, $4) returning id',
    [given.caseId, given.rating, given.note ?? null, given.byLink],
  );
  return rows[0].id;
}

/** What was said by this link; both were written in one transaction, so at one time. */
export async function ratingOfLink(db: Db, linkId: string): Promise<Rating | null> {
  const { rows } = await db.query(
    `select v.rating from rating_links l join ratings v on v.case_id = l.case_id and v.rated_at = l.used_at
      where l.id = $1`,
    [linkId],
  );
  return rows[0]?.rating ?? null;
}
