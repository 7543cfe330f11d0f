import { OwnReport } from '#contract/resident.ts';
import type { Db } from '../platform/db.ts';

const Row = OwnReport.omit({ rateToken: true });
/** A report with the link by which it can be rated now. */
export type OwnReportRow = Omit<OwnReport, 'rateToken'> & { linkId: string | null };

/** The newest hundred reports of a resident, or one of them. What was merged stands as the case that goes on. */
export async function listOwnReports(db: Db, residentId: string, caseId?: string): Promise<OwnReportRow[]> {
  const { rows } = await db.query(
    `select c.number, t.name as "typeName", t.name_en as "typeNameEn", c.text, p.address, m.state,
            d.name as "departmentName", d.name_en as "departmentNameEn", c.opened_at, m.closed_at, m.rating,
            (select l.id from rating_links l where l.case_id = c.id and l.used_at is null and l.voided_at is null
                and l.expires_at > now() order by l.created_at desc limit 1) as link_id,
            (select v.rating from ratings v where v.case_id = c.id order by v.id desc limit 1) as given
       from cases c
       join cases m on m.id = coalesce(c.merged_into_id, c.id)
       join event_types t on t.code = c.type_code
       left join departments d on d.code = m.department_code
       left join door_plates p on p.code = c.plate_code
      where c.resident_id = $1 and ($2::uuid is null or c.id = $2)
      order by c.opened_at desc, c.id desc limit 100`,
    [residentId, caseId ?? null],
  );
  return rows.map(({ opened_at, closed_at, link_id, given, rating, ...row }) => ({
    ...Row.parse({
      ...row,
      openedAt: opened_at.toISOString(),
      closedAt: closed_at?.toISOString() ?? null,
      rating: rating === null ? null : given,
    }),
    linkId: link_id,
  }));
}
