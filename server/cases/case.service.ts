import {
  type Case,
  type CaseDetail,
  type CasePage,
  type CaseQuery,
  CaseState,
  type TakeStep,
} from '#contract/case.ts';
import { type Db, type Pool, transact } from '../platform/db.ts';
import { readBbox } from '../platform/http/read-bbox.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem } from '../platform/problem.ts';
import {
  findCase,
  listCases,
  listSightings,
  listSteps,
  moveCase,
  type PagePosition,
} from './case.repository.ts';
import { caseSteps, stepsFrom } from './case-steps.ts';

export type CaseService = ReturnType<typeof createCaseService>;

/** Told of a step within its transaction, before the walls hear of it. */
export type StepTaken = (
  tx: Db,
  step: { caseId: string; request: TakeStep; actor: { id: string } },
) => Promise<void>;

/** Reading cases and taking steps in them. */
export function createCaseService(pool: Pool, stepTaken?: StepTaken) {
  const get = async (id: string): Promise<Case> => {
    const found = isUuid(id) ? await findCase(pool, id) : undefined;
    if (!found) throw new Problem('case-not-found', `There is no case ${id}`);
    return found;
  };
  const detail = async (id: string): Promise<CaseDetail> => {
    const found = await get(id);
    const [sightingList, steps] = await Promise.all([listSightings(pool, id), listSteps(pool, id)]);
    return { ...found, sightingList, steps, nextSteps: stepsFrom(found.state) };
  };

  return {
    get,
    detail,

    /** Counts up a case's version for a change beside it, and gives it as it is then. */
    async touch(tx: Db, id: string): Promise<Case> {
      await tx.query('update cases set version = version + 1 where id = $1', [id]);
      const touched = await findCase(tx, id);
      if (!touched) throw new Problem('case-not-found', `There is no case ${id}`);
      return touched;
    },

    async list(query: CaseQuery): Promise<CasePage> {
      const { after, bbox, state, ...rest } = query;
      const { items, more } = await listCases(pool, {
        ...rest,
        after: after === undefined ? undefined : readPosition(after),
        bbox: readBbox(bbox),
        states: state === undefined ? undefined : readStates(state),
      });
      const last = items.at(-1);
      return { items, next: more && last ? writePosition({ openedAt: last.openedAt, id: last.id }) : null };
    },

    /** Takes one step, with its record and its event in one transaction; refuses what the state doesn't allow. */
    async takeStep(id: string, request: TakeStep, actor: { id: string }): Promise<CaseDetail> {
      await get(id);
      const step = caseSteps[request.step];
      await transact(pool, async (tx, emit) => {
        const by = { id: actor.id, note: request.note ?? null };
        if (!(await moveCase(tx, id, { name: request.step, ...step }, by))) {
          const { state } = await get(id);
          const possible = stepsFrom(state).join(', ') || 'none';
          throw new Problem(
            'step-not-possible',
            `Case is ${state}: ${request.step} is not possible, only: ${possible}`,
          );
        }
        await stepTaken?.(tx, { caseId: id, request, actor });
        const payload = await findCase(tx, id);
        if (payload) emit({ name: 'caseChanged', topic: 'cases', areaCode: payload.gridCode, payload });
      });
      return detail(id);
    },
  };
}

const refuse = (path: string, message: string): never => {
  throw new Problem('bad-request', `${path}: ${message}`, { errors: [{ path, message }] });
};

const writePosition = (position: PagePosition) =>
  Buffer.from(`${position.openedAt} ${position.id}`).toString('base64url');
function readPosition(text: string): PagePosition {
  const [openedAt = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  if (!isUuid(id) || Number.isNaN(Date.parse(openedAt))) refuse('after', 'must be the `next` of a page');
  return { openedAt, id };
}
function readStates(text: string): string[] | 'open' {
  if (text === 'open') return 'open';
  const states = text.split(',');
  const unknown = states.find((state) => !CaseState.safeParse(state).success);
  return unknown === undefined
    ? states
    : refuse('state', `${unknown} is no state; known: open, ${CaseState.options.join(', ')}`);
}
