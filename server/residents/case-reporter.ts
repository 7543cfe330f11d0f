import type { Case } from '#contract/case.ts';
import { CaseReporter } from '#contract/resident.ts';
import type { SessionUser } from '#contract/session.ts';
import { maskPhone } from '../access/mask-phone.ts';
import { isCentre } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';

/** Told before somebody is shown a number. */
export type NotePhoneView = (view: {
  action: 'phone-view';
  actorId: string;
  object: { kind: string; id: string; name: string | null };
}) => Promise<void>;

/** Who reported a case that the reader sees: the phone in full for the centre alone, who may have to call. */
export async function readCaseReporter(
  db: Db,
  { id, number }: Case,
  reader: SessionUser,
  note: NotePhoneView,
): Promise<CaseReporter> {
  const { rows } = await db.query(
    `select coalesce(k.name, u.name) as name, coalesce(r.phone, k.phone) as phone, r.verified_at is not null as verified,
            p.code as plate_code, p.address, l.sent_at, l.send_at, l.failure
       from cases c left join users u on u.id = c.reporter_id left join residents r on r.id = c.resident_id
       left join case_contacts k on k.case_id = c.id left join door_plates p on p.code = c.plate_code
       left join lateral (select * from rating_links x where x.case_id = c.id order by x.created_at desc limit 1) l on true
      where c.id = $1`,
    [id],
  );
  const { name, phone, verified, plate_code, address, ...message } = rows[0];
  const isMasked = !isCentre(reader.role);
  if (phone !== null && !isMasked)
    await note({ action: 'phone-view', actorId: reader.id, object: { kind: 'case', id, name: number } });
  return CaseReporter.parse({
    name,
    phone: phone !== null && isMasked ? maskPhone(phone) : phone,
    isPhoneMasked: isMasked,
    isPhoneVerified: verified,
    plate: plate_code === null ? null : { code: plate_code, address },
    ratingMessage: stateOfMessage(message),
  });
}

function stateOfMessage(message: {
  sent_at: Date | null;
  send_at: Date | null;
  failure: string | null;
}): CaseReporter['ratingMessage'] {
  if (message.sent_at) return 'sent';
  if (message.send_at) return 'waiting';
  return message.failure === null ? null : 'failed';
}
