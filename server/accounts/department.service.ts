import type { CreateDepartment, ManagedDepartment } from '#contract/account.ts';
import type { AuditAction } from '#contract/audit.ts';
import { type Db, transact } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import type { AccountParts } from './account-parts.ts';
import {
  insertDepartment,
  listManagedDepartments,
  renameDepartment,
  setRetired,
  typesOf,
} from './department.repository.ts';

type Actor = { id: string };
export type DepartmentService = ReturnType<typeof createDepartmentService>;

/** Adding, naming and retiring departments; none is ever deleted, because cases name it. */
export function createDepartmentService({ pool, note }: Pick<AccountParts, 'pool' | 'note'>) {
  const mustFind = async (db: Db, code: string): Promise<ManagedDepartment> => {
    const [found] = await listManagedDepartments(db, code);
    if (!found) throw new Problem('department-not-found', `There is no department ${code}`);
    return found;
  };
  const change = (code: string, actor: Actor, action: AuditAction, work: (tx: Db) => Promise<void>) =>
    transact(pool, async (tx) => {
      const before = await mustFind(tx, code);
      await work(tx);
      note(tx, { action, actorId: actor.id, object: { kind: 'department', id: code, name: before.name } });
      return mustFind(tx, code);
    });

  return {
    list: async () => ({ items: await listManagedDepartments(pool) }),

    create: (request: CreateDepartment, actor: Actor): Promise<ManagedDepartment> =>
      transact(pool, async (tx) => {
        const { code, name } = request;
        if (!(await insertDepartment(tx, request)))
          throw new Problem('department-exists', `There is a department ${code} already`);
        const object = { kind: 'department', id: code, name };
        note(tx, { action: 'department-create', actorId: actor.id, object });
        return mustFind(tx, code);
      }),

    rename: (code: string, names: { name: string; nameEn: string }, actor: Actor) =>
      change(code, actor, 'department-change', (tx) => renameDepartment(tx, code, names)),

    /** It keeps what it has in hand and its people; nothing new is sent to it, so no event type may name it. */
    retire: (code: string, actor: Actor) =>
      change(code, actor, 'department-retire', async (tx) => {
        const types = await typesOf(tx, code);
        if (types.length > 0)
          throw new Problem('department-in-use', `Send these elsewhere first: ${types.join(', ')}`);
        await setRetired(tx, code, true);
      }),
    restore: (code: string, actor: Actor) =>
      change(code, actor, 'department-restore', (tx) => setRetired(tx, code, false)),
  };
}
