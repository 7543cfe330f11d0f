import type { Case } from '#contract/case.ts';
import type { Role } from '#contract/session.ts';
import { createCaseDispatch } from './case-dispatch.ts';
import { createCaseService } from './cases/case.service.ts';
import type { Caller } from './cases/case-rules.ts';
import { plantMiniDistrict, sceneChange } from './cases/mini-district.ts';
import { recordSceneChange } from './cases/record-scene-change.ts';
import type { StepTaken } from './cases/take-step.ts';
import type { CaseDoor } from './dispatch/case-door.ts';
import { createLimitRunner } from './dispatch/limit-runner.ts';
import { createLog } from './platform/log.ts';
import { createTestDatabase } from './platform/test-database.ts';

/** A district with people, cases that dispatching follows, and its timers, which run when a test says so. */
export async function plantDispatch() {
  const database = await createTestDatabase();
  const { pool } = database;
  await plantMiniDistrict(pool);
  const hooks: StepTaken[] = [];
  const dispatch = createCaseDispatch(hooks);
  const cases = createCaseService(pool, hooks);
  const plantUser = async (role: Role, departmentCode: string | null = null): Promise<Caller> => {
    const { rows } = await pool.query(
      `insert into users (username, name, role, department_code, password_hash)
       values ($1, $1, $1, $2, '') returning id`,
      [role, departmentCode],
    );
    return { id: rows[0].id, role, areaCode: null, departmentCode };
  };
  let incidents = 0;
  return {
    ...database,
    cases,
    hooks,
    dispatch,
    operator: await plantUser('operator'),
    department: await plantUser('department', 'fire'),
    supervisor: await plantUser('supervisor'),
    /** A vehicle in the lane, each time another incident. */
    async openCase(score = 0.9): Promise<string> {
      await pool.query(`update cases set last_seen_at = last_seen_at - interval '1 year'`);
      const change = sceneChange({ incidentKey: `stand-${incidents++}`, score });
      const outcome = await recordSceneChange(pool, change);
      if (!('caseId' in outcome)) throw new Error('no case');
      return outcome.caseId;
    },
    /** Makes as if everything of a case had happened that much earlier. */
    async age(caseId: string, minutes: number): Promise<void> {
      const back = `- make_interval(mins => ${minutes})`;
      await pool.query(
        `update case_limits set started_at = started_at ${back}, yellow_at = yellow_at ${back}, red_at = red_at ${back},
                due_at = due_at ${back}, next_at = next_at ${back} where case_id = $1 and ended_at is null`,
        [caseId],
      );
      await pool.query(`update cases set due_at = due_at ${back} where id = $1`, [caseId]);
    },
    runner: (door: Partial<CaseDoor> = {}, onOpened = dispatch.onOpened) =>
      createLimitRunner({
        pool,
        ...dispatch,
        onOpened,
        door: { ...dispatch.door, ...door },
        log: createLog({ process: 'test', level: 'silent' }),
        signal: new AbortController().signal,
      }),
    /** What runs in a case. */
    async limits(
      caseId: string,
    ): Promise<{ phase: string; told: string; due_at: Date; next_at: Date | null }[]> {
      const { rows } = await pool.query(
        'select phase, told, due_at, next_at from case_limits where case_id = $1 and ended_at is null order by id',
        [caseId],
      );
      return rows;
    },
    /** The names of a case's steps. */
    async steps(caseId: string): Promise<string[]> {
      const { rows } = await pool.query('select step from case_steps where case_id = $1 order by id', [
        caseId,
      ]);
      return rows.map(({ step }) => step);
    },
    read: (caseId: string): Promise<Case> => cases.get(caseId, { party: 'machine' }),
  };
}
export type DispatchFixture = Awaited<ReturnType<typeof plantDispatch>>;
