import type { Db } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { closersOf } from './type.repository.ts';

/** Refuses to let somebody close a case whose type leaves that to others. */
export async function mustBeCloser(tx: Db, caseId: string, actorId: string): Promise<void> {
  const closers = await closersOf(tx, caseId);
  const { rows } = await tx.query('select role from users where id = $1', [actorId]);
  const role = rows[0]?.role;
  if (!closers.includes(role))
    throw new Problem(
      'not-allowed',
      `Cases of this type are closed by: ${closers.join(', ')}; you are: ${role}`,
    );
}
