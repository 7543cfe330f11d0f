import type { Case, CaseDetail, CasePage, CaseQuery, TakeStep } from '#contract/case.ts';
import { CaseState } from '#contract/case-state.ts';
import { caseCondition, scopeOf, seesCase } from '../access/scope.ts';
import { type Db, type Pool, transact } from '../platform/db.ts';
import { readBbox } from '../platform/http/read-bbox.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem } from '../platform/problem.ts';
import { findCase, listCases, listSightings, type PagePosition } from './case.repository.ts';
import { type Caller, stepsFor } from './case-rules.ts';
import { listSteps } from './case-step.repository.ts';
import { partiesOfTaker, type StepTaken, type StepTaker, takeStepIn } from './take-step.ts';

export type CaseService = ReturnType<typeof createCaseService>;

/** Reading cases and taking steps in them; `hooks` are told of each step within its transaction. */
export function createCaseService(pool: Pool, hooks: readonly StepTaken[] = []) {
  /** A case that the reader may see; to anybody else there is no such case. */
  const get = async (id: string, reader: StepTaker): Promise<Case> => {
    const found = isUuid(id) ? await findCase(pool, id) : undefined;
    if (!found || !mayRead(reader, found)) throw new Problem('case-not-found', `There is no case ${id}`);
    return found;
  };
  const detail = async (id: string, reader: StepTaker): Promise<CaseDetail> => {
    const found = await get(id, reader);
    const [sightingList, steps] = await Promise.all([listSightings(pool, id), listSteps(pool, id)]);
    return { ...found, sightingList, steps, nextSteps: stepsFor(found, partiesOfTaker(reader, found)) };
  };

  return {
    get,
    /** The case with its history, and what the reader may do next. */
    detail,

    /** Counts up a case's version for a change beside it, and gives it as it is then. */
    async touch(tx: Db, id: string): Promise<Case> {
      await tx.query('update cases set version = version + 1 where id = $1', [id]);
      const touched = await findCase(tx, id);
      if (!touched) throw new Problem('case-not-found', `There is no case ${id}`);
      return touched;
    },

    async list(query: CaseQuery, reader: Caller): Promise<CasePage> {
      const { after, bbox, state, ...rest } = query;
      const filter = {
        ...rest,
        after: after === undefined ? undefined : readPosition(after),
        bbox: readBbox(bbox),
        states: state === undefined ? undefined : readStates(state),
      };
      const { items, more } = await listCases(pool, filter, (bind) => caseCondition(scopeOf(reader), bind));
      const last = items.at(-1);
      return { items, next: more && last ? writePosition({ openedAt: last.openedAt, id: last.id }) : null };
    },

    /** Takes one step, with its record and its event in one transaction; refuses what the state doesn't allow. */
    async takeStep(id: string, request: TakeStep, taker: StepTaker): Promise<CaseDetail> {
      await get(id, taker);
      await transact(pool, (tx, emit) => takeStepIn(tx, emit, id, request, taker, hooks));
      return detail(id, taker);
    },
  };
}

/** Who follows a signed link, and the product itself, come with a case at hand. */
const mayRead = (reader: StepTaker, found: Case): boolean =>
  'party' in reader || seesCase(scopeOf(reader), found);

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
