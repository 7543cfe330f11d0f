import { isDeepStrictEqual } from 'node:util';
import type { EventTypeSettings, ImportProblem, ImportReport, KeptEventType } from '#contract/event-type.ts';
import { type Db, type Pool, transact } from '../platform/db.ts';
import { Problem, wrongField } from '../platform/problem.ts';
import { asCsv } from '../platform/table/as-csv.ts';
import type { NoteChange } from './note-change.ts';
import { listTypes, lockTypes, readKnown, retireType, saveType } from './type.repository.ts';
import { readTypes, typesTable } from './type-csv.ts';
import { problemsOf } from './type-rules.ts';

export type TypeService = ReturnType<typeof createTypeService>;

/** 事件类型: what a centre makes of them, one by one or from a file. */
export function createTypeService(pool: Pool, note: NoteChange) {
  const mustFind = async (db: Db, code: string): Promise<KeptEventType> => {
    const found = (await listTypes(db)).find((type) => type.code === code);
    if (!found) throw new Problem('not-found', `There is no event type ${code}`);
    return found;
  };

  return {
    list: async () => ({ items: await listTypes(pool) }),

    save: (code: string, type: EventTypeSettings, actor: { id: string }): Promise<KeptEventType> =>
      transact(pool, async (tx) => {
        if (code !== type.code) throw wrongField('code', `${type.code} is not ${code}`);
        await lockTypes(tx);
        const types = new Map((await listTypes(tx)).map((each) => [each.code, each]));
        const known = await readKnown(tx);
        const problems = problemsOf(type, {
          ...known,
          types: new Map<string, EventTypeSettings>(types).set(code, type),
        });
        if (problems.length > 0) {
          const errors = problems.map(({ field, message }) => ({ path: field, message }));
          throw new Problem(
            'bad-request',
            errors.map(({ path, message }) => `${path}: ${message}`).join('; '),
            {
              errors,
            },
          );
        }
        await saveType(tx, type);
        note(tx, actor.id, { action: 'dispatch-settings', object: objectOf(type) });
        return mustFind(tx, code);
      }),

    retire: (code: string, retired: boolean, actor: { id: string }): Promise<KeptEventType> =>
      transact(pool, async (tx) => {
        await lockTypes(tx);
        await retireType(tx, code, retired);
        const type = await mustFind(tx, code);
        const details = { retired: String(retired) };
        note(tx, actor.id, { action: 'dispatch-settings', object: objectOf(type), details });
        return type;
      }),

    /** Looks at a file, and takes it in where it is asked to and nothing is wrong with any line. */
    importCsv: (csv: string, apply: boolean, actor: { id: string }): Promise<ImportReport> =>
      transact(pool, async (tx) => {
        await lockTypes(tx);
        const kept = new Map(
          (await listTypes(tx)).map(({ retiredAt: _, ...settings }) => [settings.code, settings]),
        );
        const { types, problems } = readTypes(csv, kept);
        const after = new Map([...kept, ...types.map(({ type }) => [type.code, type] as const)]);
        const known = { ...(await readKnown(tx)), types: after };
        const all: ImportProblem[] = [
          ...problems,
          ...types.flatMap(({ line, type }) =>
            problemsOf(type, known).map(({ field, message }) => ({ line, column: field, message })),
          ),
        ].sort((a, b) => a.line - b.line);
        const changed = types.filter(({ type }) => !isDeepStrictEqual(kept.get(type.code), type));
        const applied = apply && all.length === 0;
        // classes before their types
        const order = changed.toSorted(
          (a, b) => Number(a.type.parentCode !== null) - Number(b.type.parentCode !== null),
        );
        if (applied) for (const { type } of order) await saveType(tx, type);
        const codes = changed.map(({ type }) => type.code);
        if (applied && codes.length > 0)
          note(tx, actor.id, {
            action: 'dispatch-settings',
            object: { kind: 'event-types', id: 'import', name: null },
            details: { changed: codes },
          });
        return {
          applied,
          added: codes.filter((code) => !kept.has(code)),
          changed: codes.filter((code) => kept.has(code)),
          same: types.length - changed.length,
          problems: all,
        };
      }),

    exportCsv: async (): Promise<string> => asCsv(typesTable(await listTypes(pool))),
  };
}

const objectOf = ({ code, name }: Pick<EventTypeSettings, 'code' | 'name'>) => ({
  kind: 'event-type',
  id: code,
  name,
});
