import type { Case, CaseStepData, TakeStep } from '#contract/case.ts';
import type { Db, Emit } from '../platform/db.ts';

/** What dispatching asks of the stage that keeps cases; all within the caller's transaction. */
export interface CaseDoor {
  /** The case as it stands, kept from others. */
  lock(tx: Db, id: string): Promise<Case | undefined>;
  /** Takes a step in the product's own name; whoever acts on steps acts on this one, too. */
  takeStep(tx: Db, emit: Emit, id: string, request: TakeStep): Promise<Case>;
  /** Records what happened to the case by itself. */
  note(tx: Db, emit: Emit, item: Case, step: string, data: CaseStepData): Promise<void>;
  /** Tells the walls that something beside the case changed. */
  tell(tx: Db, emit: Emit, id: string): Promise<void>;
}
