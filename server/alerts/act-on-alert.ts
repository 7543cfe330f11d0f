import type { AlertAct } from '#contract/alert.ts';
import { scopeOf, seesCase } from '../access/scope.ts';
import { type Db, type Emit, type Pool, transact } from '../platform/db.ts';
import { Problem, wrongField } from '../platform/problem.ts';
import { changeAlert, type KeptAlert, lockAlert, noteAction } from './alert.repository.ts';
import { stateAfter } from './alert-machine.ts';
import { announceAlert, openNotifier } from './follow-log.ts';
import { tellPerson } from './notify.ts';
import type { OnDuty, Person } from './recipients.ts';

/** Who acts, and whether they came by a link without signing in. */
export interface Actor extends Pick<Person, 'id' | 'role' | 'areaCode' | 'departmentCode'> {
  byLink?: boolean;
}

const usualSnoozeMinutes = 10;

/** Acknowledges, takes, hands on or lets sleep: the change, its record and its event are one. */
export const actOnAlert = (
  pool: Pool,
  onDuty: OnDuty,
  id: string,
  request: AlertAct,
  actor: Actor,
): Promise<void> =>
  transact(pool, async (tx, emit) => {
    const kept = await lockAlert(tx, id);
    if (!kept || !seesCase(scopeOf(actor), kept.alert.facts))
      throw new Problem('alert-not-found', `There is no alert ${id}`);
    const state = stateAfter(kept.alert.state, request.action);
    if (state === undefined)
      throw new Problem(
        'alert-not-possible',
        `An alert that is ${kept.alert.state} can’t be asked to ${request.action}`,
      );
    await noteAction(tx, id, request.action, {
      actorId: actor.id,
      byLink: actor.byLink ?? false,
      ...(request.note ? { note: request.note } : {}),
      data: dataOf(request),
    });
    if (request.action === 'hand-on') await handOn(tx, kept, request, actor, onDuty);
    else if (request.action === 'snooze')
      await changeAlert(tx, id, {
        state,
        dueInSeconds: (request.minutes ?? usualSnoozeMinutes) * 60,
        snoozedBy: actor.id,
      });
    else
      await changeAlert(tx, id, {
        state,
        dueInSeconds: null,
        ...(request.action === 'take' ? { takenBy: actor.id } : { acknowledgedBy: actor.id }),
      });
    if (request.action === 'take') await settleWhatItLedTo(tx, emit, id);
    await announceAlert(tx, emit, id);
  });

const dataOf = ({ userId, minutes }: AlertAct): object => ({
  ...(userId ? { userId } : {}),
  ...(minutes ? { minutes } : {}),
});

/** The other person is told by the ways of the present step and has its time; whoever had it before has it no more. */
async function handOn(
  tx: Db,
  kept: KeptAlert,
  request: AlertAct,
  actor: Actor,
  onDuty: OnDuty,
): Promise<void> {
  const notifier = await openNotifier(tx, onDuty);
  const to = notifier.people.find((person) => person.id === request.userId);
  if (!to || !seesCase(scopeOf(to), kept.alert.facts))
    throw wrongField('userId', 'nobody of this id may see it');
  if (to.id === actor.id) throw wrongField('userId', 'it can’t be handed on to yourself');
  await changeAlert(tx, kept.alert.id, { takenBy: null, acknowledgedBy: null });
  await tellPerson(tx, kept, to.id, notifier);
}

/** Whoever was told that nobody answered hears that somebody has. */
async function settleWhatItLedTo(tx: Db, emit: Emit, id: string): Promise<void> {
  const { rows } = await tx.query(
    `select id from alerts where trigger = 'unanswered' and cause = $1 and state in ('waiting', 'snoozed', 'unanswered')`,
    [`alert ${id}`],
  );
  for (const { id: ledTo } of rows) {
    await noteAction(tx, ledTo, 'over');
    await changeAlert(tx, ledTo, { state: 'over', dueInSeconds: null });
    await announceAlert(tx, emit, ledTo);
  }
}
