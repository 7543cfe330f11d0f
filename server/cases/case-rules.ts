/** What a step does to a case, by the table of the contract: pure, so that a hundred thousand walks can try it. */
import {
  type CaseStepName,
  caseMachine,
  caseStepNames,
  type Need,
  needs,
  type Party,
  type StepRule,
} from '#contract/case-machine.ts';
import { CaseLevel, type CaseSource, type CaseState, type Rating } from '#contract/case-state.ts';
import type { ProblemCode } from '#contract/problem.ts';
import type { Role } from '#contract/session.ts';
import { isCentre } from '../access/scope.ts';

/** Of a case, what its rules look at. */
export interface CaseFacts {
  id: string;
  source: CaseSource;
  state: CaseState;
  /** Where it was when it was suspended. */
  suspendedState: CaseState | null;
  departmentCode: string | null;
  reporterId: string | null;
  level: CaseLevel;
  /** A delay that was asked for and not yet decided, ISO 8601. */
  delayRequestedUntil: string | null;
  mergedIntoId: string | null;
  parentId: string | null;
  rating: Rating | null;
  /** Codes of the areas it lies in: county, township, community, grid; the grid's is unknown off the map. */
  areaCodes: readonly string[];
}

/** Who asks, for which area and department; null means the whole district, and no department. */
export interface Caller {
  id: string;
  role: Role;
  areaCode: string | null;
  departmentCode: string | null;
}

export interface StepRequest {
  step: CaseStepName;
  note?: string | undefined;
  departmentCode?: string | undefined;
  until?: string | undefined;
  otherCaseId?: string | undefined;
  rating?: Rating | undefined;
  level?: CaseLevel | undefined;
}

/** The fields that a step writes. */
export type CaseChanges = Partial<Omit<CaseFacts, 'id' | 'source' | 'areaCodes' | 'reporterId'>>;
export type Verdict =
  | { allowed: true; changes: CaseChanges }
  | {
      allowed: false;
      code: Extract<ProblemCode, 'step-not-possible' | 'not-allowed' | 'bad-request'>;
      detail: string;
    };

const machineSources: readonly CaseSource[] = ['ai', 'sensor', 'drone'];
const nearbyRoles: readonly Role[] = ['grid', 'community'];
const supervisorRoles: readonly Role[] = ['leader', 'supervisor'];

/** What the caller is to this case: an area's people to the cases in their area, a department's to what it was sent. */
export function partiesOf(caller: Caller, facts: CaseFacts): Party[] {
  const parties: Party[] = [];
  const here = caller.areaCode === null || facts.areaCodes.includes(caller.areaCode);
  if (here && isCentre(caller.role)) parties.push('centre');
  if (here && supervisorRoles.includes(caller.role)) parties.push('supervisor');
  if (here && caller.role === 'grid') parties.push('grid');
  if (caller.role === 'department' ? isOwner(caller, facts) : here && isOwningLevel(caller, facts))
    parties.push('handler');
  if (caller.id === facts.reporterId) parties.push('reporter', 'rater');
  if (machineSources.includes(facts.source) && here && nearbyRoles.includes(caller.role))
    parties.push('rater');
  return parties;
}

const isOwner = (caller: Caller, facts: CaseFacts): boolean =>
  caller.departmentCode !== null && caller.departmentCode === facts.departmentCode;

/** Where no department has it in hand, its level has: those who work there. */
const isOwningLevel = (caller: Caller, { departmentCode, level }: CaseFacts): boolean =>
  departmentCode === null && caller.areaCode !== null && levelsOf[caller.role]?.includes(level) === true;
const levelsOf: Partial<Record<Role, readonly CaseLevel[]>> = {
  grid: ['micro-grid', 'grid'],
  community: ['community'],
  street: ['street'],
};
/** Levels that can have a case in hand without a department. */
const owningLevels: readonly CaseLevel[] = ['micro-grid', 'grid', 'community', 'street'];

/** The steps that the case's state allows to these parties, in the table's order. */
export const stepsFor = (facts: CaseFacts, parties: readonly Party[]): CaseStepName[] =>
  caseStepNames.filter((name) => isPossible(name, facts) && isTheirs(name, parties));

export function judgeStep(facts: CaseFacts, request: StepRequest, parties: readonly Party[]): Verdict {
  const { step } = request;
  if (!isPossible(step, facts)) {
    const possible = stepsFor(facts, parties).join(', ') || 'none';
    return refuse(
      'step-not-possible',
      `The case is ${facts.state}: ${step} is not possible; you may: ${possible}`,
    );
  }
  if (!isTheirs(step, parties))
    return refuse(
      'not-allowed',
      `${step} is for ${ruleOf(step).who.join(', ')}; to this case you are ${parties.join(', ') || 'nobody'}`,
    );
  const missing = ruleOf(step).needs.filter((need) => !brings(request, need, facts));
  if (missing.length > 0) return refuse('bad-request', `${step} needs ${missing.map(fieldOf).join(', ')}`);
  if (step === 'escalate' && levelAbove(facts, request.level) === undefined)
    return refuse('bad-request', `level: the case is at level ${facts.level} already, and goes up only`);
  if (request.otherCaseId === facts.id)
    return refuse('bad-request', 'otherCaseId: a case is not tied to itself');
  return { allowed: true, changes: { state: stateAfter(facts, step), ...changesOf(facts, request) } };
}

const fieldOf = (need: Need): string =>
  need === 'owner' ? `departmentCode (or level: ${owningLevels.join(', ')})` : needs[need];

function brings(request: StepRequest, need: Need, facts: CaseFacts): boolean {
  if (need === 'owner') return ownerOf(facts, request) !== undefined;
  // what a machine saw and nobody sees there is a false alarm, and says so by itself
  if (need === 'reason' && request.step === 'refuse' && facts.source === 'ai') return true;
  return Boolean(request[needs[need]]);
}

/** Who gets it: the department or level that is asked for, or else the department that its type names. */
function ownerOf(
  facts: CaseFacts,
  { departmentCode, level }: StepRequest,
): Pick<CaseFacts, 'departmentCode' | 'level'> | undefined {
  if (departmentCode) return { departmentCode, level: 'county' };
  if (level) return owningLevels.includes(level) ? { departmentCode: null, level } : undefined;
  return facts.departmentCode === null
    ? undefined
    : { departmentCode: facts.departmentCode, level: 'county' };
}

/** The level that is asked for, or the next one; undefined where it isn't above. */
function levelAbove(facts: CaseFacts, asked: CaseLevel | undefined): CaseLevel | undefined {
  const from = CaseLevel.options.indexOf(facts.level);
  const to = asked === undefined ? from + 1 : CaseLevel.options.indexOf(asked);
  return to > from ? CaseLevel.options[to] : undefined;
}

/** A street's or community's case goes to those above, at the county to the centre; a department's stays where it is. */
function escalated(facts: CaseFacts, asked: CaseLevel | undefined): CaseChanges {
  const level = levelAbove(facts, asked) ?? facts.level;
  const isOut = handled.includes(facts.state) || facts.state === 'feedback' || facts.state === 'checked';
  if (facts.departmentCode !== null || !isOut) return { level };
  const state = owningLevels.includes(level) ? 'dispatched' : 'accepted';
  return { level, state, delayRequestedUntil: null };
}
const handled: readonly CaseState[] = ['dispatched', 'received', 'on-site', 'disputed'];

const refuse = (code: Extract<Verdict, { allowed: false }>['code'], detail: string): Verdict => ({
  allowed: false,
  code,
  detail,
});
const ruleOf = (step: CaseStepName): StepRule => caseMachine[step];
const isTheirs = (step: CaseStepName, parties: readonly Party[]): boolean =>
  ruleOf(step).who.some((party) => parties.includes(party));

function isPossible(step: CaseStepName, facts: CaseFacts): boolean {
  if (!ruleOf(step).from.includes(facts.state)) return false;
  if (step === 'grant-delay' || step === 'deny-delay') return facts.delayRequestedUntil !== null;
  if (step === 'request-delay') return facts.delayRequestedUntil === null;
  return true;
}

function stateAfter(facts: CaseFacts, step: CaseStepName): CaseState {
  const { to } = ruleOf(step);
  if (to === 'same' || to === 'up') return facts.state;
  return to === 'before' ? (facts.suspendedState ?? 'accepted') : to;
}

/** Beside the state. What is undecided when a case changes hands or ends, is off. */
function changesOf(facts: CaseFacts, request: StepRequest): CaseChanges {
  switch (request.step) {
    case 'dispatch':
    case 'redispatch':
    case 'settle':
      return { ...ownerOf(facts, request), delayRequestedUntil: null };
    case 'return':
      return { departmentCode: null, level: 'county', delayRequestedUntil: null };
    case 'dispute':
    case 'feedback':
    case 'cancel':
      return { delayRequestedUntil: null };
    case 'request-delay':
      return { delayRequestedUntil: request.until ?? null };
    case 'grant-delay':
    case 'deny-delay':
      return { delayRequestedUntil: null };
    case 'suspend':
      return { suspendedState: facts.state };
    case 'resume':
      return { suspendedState: null };
    case 'merge':
      return { mergedIntoId: request.otherCaseId ?? null, delayRequestedUntil: null };
    case 'link':
      return { parentId: request.otherCaseId ?? null };
    case 'rate':
      return { rating: request.rating ?? null };
    case 'reopen':
      return { rating: null };
    case 'escalate':
      return escalated(facts, request.level);
    default:
      return {};
  }
}
