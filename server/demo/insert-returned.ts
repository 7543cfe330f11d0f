import { handOver, insertStep } from '../cases/case-step.repository.ts';
import { enqueue } from '../dispatch/routing.repository.ts';
import type { Db } from '../platform/db.ts';

const reasons = ['不属于本单位职责范围', '该路段由乡镇管养', '应由物业主管部门处置'];

/** A few of the demo's open cases came back from their departments, and wait at the centre. */
export async function insertReturned(db: Db): Promise<void> {
  const { rows } = await db.query(
    `select id from cases where closed_at is null and state = 'dispatched' order by opened_at desc, id limit $1`,
    [reasons.length],
  );
  for (const [i, { id }] of rows.entries()) {
    await db.query(`update cases set state = 'accepted', department_code = null where id = $1`, [id]);
    await handOver(db, id, []);
    await insertStep(db, {
      caseId: id,
      step: 'return',
      fromState: 'dispatched',
      toState: 'accepted',
      actorId: null,
      note: reasons[i] ?? null,
      data: {},
    });
    await enqueue(db, id, 'returned');
  }
}
