import type { Case, CaseStepData, TakeStep } from '#contract/case.ts';
import { type CaseStepName, endedStates, type Party } from '#contract/case-machine.ts';
import type { CaseState } from '#contract/case-state.ts';
import type { Db, Emit } from '../platform/db.ts';
import { Problem, wrongField } from '../platform/problem.ts';
import { type Caller, type CaseChanges, type CaseFacts, judgeStep, partiesOf } from './case-rules.ts';
import {
  changeCase,
  findCaseId,
  handOver,
  insertStep,
  isAbove,
  lockCase,
  lockInOrder,
  unknownDepartments,
} from './case-step.repository.ts';

/** Who takes a step: a signed-in person, the product itself, or a reporter who followed a signed link. */
export type StepTaker = Caller | { party: Extract<Party, 'machine' | 'reporter'> };

/** A step as it was taken, for whoever acts on it within the same transaction. */
export interface TakenStep {
  before: Case;
  after: Case;
  request: TakeStep;
  /** Null where no account took it. */
  actorId: string | null;
}
/** Told of each step within its transaction, before the walls hear of it. */
export type StepTaken = (tx: Db, emit: Emit, step: TakenStep) => Promise<void>;

const isCaller = (taker: StepTaker): taker is Caller => 'role' in taker;
export const partiesOfTaker = (taker: StepTaker, facts: CaseFacts): Party[] =>
  isCaller(taker)
    ? partiesOf(taker, facts)
    : taker.party === 'reporter'
      ? ['reporter', 'rater']
      : [taker.party];

/** Steps after which other departments have the case in hand. */
const dispatching: readonly CaseStepName[] = ['dispatch', 'redispatch', 'settle'];
const handedBack: readonly CaseStepName[] = ['return', 'refuse', 'cancel', 'merge'];

/**
 * Takes one step within the caller's transaction: the case is locked, the rules are asked, the change, its record
 * and its event are written together. Throws `Problem` with what is possible instead.
 */
export async function takeStepIn(
  tx: Db,
  emit: Emit,
  caseId: string,
  request: TakeStep,
  taker: StepTaker,
  hooks: readonly StepTaken[],
): Promise<Case> {
  await lockInOrder(tx, caseId, request.otherCaseId);
  const before = await lockCase(tx, caseId);
  if (!before) throw new Problem('case-not-found', `There is no case ${caseId}`);
  const asked = await resolve(tx, before, request);
  const verdict = judgeStep(before, asked, partiesOfTaker(taker, before));
  if (!verdict.allowed) throw new Problem(verdict.code, verdict.detail);

  const { changes } = verdict;
  const granted = request.step === 'grant-delay' && before.delayRequestedUntil;
  await changeCase(
    tx,
    before.id,
    granted ? { ...changes, dueAt: granted } : changes,
    isEnd(changes.state ?? before.state),
  );
  if (dispatching.includes(request.step)) await handTo(tx, before.id, changes, request);
  if (handedBack.includes(request.step)) await handOver(tx, before.id, []);
  const actorId = isCaller(taker) ? taker.id : null;
  const record = { step: request.step, actorId, note: request.note ?? null };
  await insertStep(tx, {
    ...record,
    caseId: before.id,
    fromState: before.state,
    toState: changes.state ?? before.state,
    data: await dataOf(tx, asked, changes),
  });
  if (request.step === 'merge' && asked.otherCaseId)
    await noteMerge(tx, emit, asked.otherCaseId, before, record);

  const after = await mustFind(tx, before.id);
  for (const hook of hooks) await hook(tx, emit, { before, after, request, actorId });
  const told = hooks.length > 0 ? await mustFind(tx, before.id) : after;
  emit({ name: 'caseChanged', topic: 'cases', areaCode: told.gridCode, payload: told });
  return told;
}

const isEnd = (state: CaseState): boolean => endedStates.some((ended) => ended === state);

/** Puts ids in place of numbers and refuses departments and cases that are none. */
async function resolve(tx: Db, found: Case, request: TakeStep): Promise<TakeStep> {
  const named = [request.departmentCode, ...(request.coDepartmentCodes ?? [])].filter(
    (code) => code !== undefined,
  );
  const unknown = named.length > 0 ? await unknownDepartments(tx, named) : [];
  if (unknown.length > 0) throw wrongField('departmentCode', `${unknown.join(', ')} is no department`);
  if (request.until !== undefined && Date.parse(request.until) <= Date.now())
    throw wrongField('until', `${request.until} is over already`);
  if (request.otherCaseId === undefined) return request;
  const otherCaseId = await findCaseId(tx, request.otherCaseId);
  if (!otherCaseId) throw wrongField('otherCaseId', `there is no case ${request.otherCaseId}`);
  if (request.step === 'link' && (await isAbove(tx, found.id, otherCaseId)))
    throw wrongField('otherCaseId', 'that case is a part of this one already');
  return { ...request, otherCaseId };
}

async function handTo(tx: Db, caseId: string, changes: CaseChanges, request: TakeStep): Promise<void> {
  const helpers = (request.coDepartmentCodes ?? []).filter((code) => code !== changes.departmentCode);
  await handOver(tx, caseId, [...(changes.departmentCode ? [changes.departmentCode] : []), ...helpers]);
}

async function dataOf(tx: Db, request: TakeStep, changes: CaseChanges): Promise<CaseStepData> {
  const { step: _step, note: _note, otherCaseId, ...rest } = request;
  const owner = dispatching.includes(request.step) && changes.departmentCode;
  const other = otherCaseId ? await mustFind(tx, otherCaseId) : undefined;
  return {
    ...rest,
    ...(owner ? { departmentCode: owner } : {}),
    ...(request.step === 'escalate' && changes.level ? { level: changes.level } : {}),
    ...(other ? { otherCaseId: other.id, otherCaseNumber: other.number } : {}),
  };
}

/** The case that goes on hears of it, too; one that has ended or is itself merged takes none in. */
async function noteMerge(
  tx: Db,
  emit: Emit,
  intoId: string,
  merged: Case,
  record: { actorId: string | null; note: string | null },
): Promise<void> {
  const into = await lockCase(tx, intoId);
  if (!into || into.closedAt !== null)
    throw wrongField('otherCaseId', `case ${into?.number ?? intoId} has ended: merge into one that is open`);
  await insertStep(tx, {
    ...record,
    caseId: into.id,
    step: 'merged-in',
    fromState: into.state,
    toState: into.state,
    data: { otherCaseId: merged.id, otherCaseNumber: merged.number },
  });
  await changeCase(tx, into.id, {}, false);
  const payload = await mustFind(tx, into.id);
  emit({ name: 'caseChanged', topic: 'cases', areaCode: payload.gridCode, payload });
}

async function mustFind(tx: Db, id: string): Promise<Case> {
  const found = await lockCase(tx, id);
  if (!found) throw new Problem('case-not-found', `There is no case ${id}`);
  return found;
}
