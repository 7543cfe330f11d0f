import type { Case } from '#contract/case.ts';
import type { CameraTune, CameraTunes, CaseFeedback, GiveFeedback, TuneCamera } from '#contract/feedback.ts';
import { sceneSettings } from '#contract/scene-settings.ts';
import type { SessionUser } from '#contract/session.ts';
import { isCentre, scopeOf } from '../access/scope.ts';
import { seesCamera } from '../access/sees-camera.ts';
import { type Db, type Emit, type Pool, transact } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem } from '../platform/problem.ts';
import {
  findTune,
  insertTune,
  listTunes,
  lockSettings,
  markUndone,
  type NewTune,
  writeSettings,
} from './camera-tune.repository.ts';
import { findJudgedCase, insertFeedback, type JudgedCase, listFeedback } from './feedback.repository.ts';
import { offerOf } from './tune-offer.ts';
import { type StoredSettings, withoutTune, withTune } from './tuned-settings.ts';

type Actor = Pick<SessionUser, 'id' | 'role' | 'areaCode' | 'departmentCode'>;

/** What this stage needs of the cases: one that exists, and one that has changed. */
export interface CasesForFeedback {
  /** Throws a Problem where there is none that the reader may see. */
  get(id: string, reader: Actor): Promise<Case>;
  /** Counts up its version and gives it as it is then. */
  touch(tx: Db, id: string): Promise<Case>;
}

export type FeedbackService = ReturnType<typeof createFeedbackService>;

/** What operators say of the machines' cases, and what they set on a camera so that it does not happen again. */
export function createFeedbackService(pool: Pool, cases: CasesForFeedback) {
  const judgedCase = async (db: Db, caseId: string): Promise<JudgedCase> => {
    const found = await findJudgedCase(db, caseId);
    if (!found)
      throw new Problem('not-by-machine', `No camera found case ${caseId}: there is nothing to judge`);
    return found;
  };

  const of = async (caseId: string, reader: Actor): Promise<CaseFeedback> => {
    await cases.get(caseId, reader);
    const judged = await findJudgedCase(pool, caseId);
    const [feedback, tunes] = await Promise.all([listFeedback(pool, caseId), listTunes(pool, { caseId })]);
    return { feedback, tunes, offer: judged ? offerOf(judged) : null };
  };

  /** Writes a camera's settings and tells the walls. Settings that its scene would refuse are refused here. */
  const change = async (
    tx: Db,
    emit: Emit,
    cameraCode: string,
    scene: CameraTune['scene'],
    work: (settings: StoredSettings) => Promise<{ settings: StoredSettings; tune: CameraTune }>,
  ): Promise<CameraTune> => {
    const camera = await lockSettings(tx, cameraCode);
    if (!camera) throw new Problem('camera-not-found', `There is no camera ${cameraCode}`);
    const { settings, tune } = await work(camera.settings);
    if (camera.scene === scene && settings !== camera.settings) {
      const checked = sceneSettings[scene].safeParse(settings);
      if (!checked.success)
        throw new Problem(
          'bad-request',
          `The camera’s settings would be wrong: ${checked.error.issues[0]?.message}`,
        );
      await writeSettings(tx, cameraCode, settings);
    }
    emit({ name: 'cameraTuned', topic: 'cameras', areaCode: camera.gridCode, payload: tune });
    return tune;
  };

  return {
    of,

    async give(caseId: string, request: GiveFeedback, actor: Actor): Promise<CaseFeedback> {
      refuseOnlookers(actor);
      await cases.get(caseId, actor);
      await transact(pool, async (tx, emit) => {
        await insertFeedback(tx, caseId, await judgedCase(tx, caseId), request, actor.id);
        const payload = await cases.touch(tx, caseId);
        emit({ name: 'caseChanged', topic: 'cases', areaCode: payload.gridCode, payload });
      });
      return of(caseId, actor);
    },

    /** A refused case is a false alarm, said within the step's own transaction; a person's case is none. */
    async noteFalseAlarm(
      tx: Db,
      caseId: string,
      note: string | undefined,
      actorId: string | null,
    ): Promise<void> {
      const judged = await findJudgedCase(tx, caseId);
      if (!judged) return;
      await insertFeedback(
        tx,
        caseId,
        judged,
        { verdict: 'false-alarm', ...(note ? { note } : {}) },
        actorId,
      );
    },

    async tune(caseId: string, request: TuneCamera, actor: Actor): Promise<CaseFeedback> {
      refuseOnlookers(actor);
      await cases.get(caseId, actor);
      await transact(pool, async (tx, emit) => {
        const judged = await judgedCase(tx, caseId);
        const { cameraCode, scene } = judged;
        await change(tx, emit, cameraCode, scene, async (settings) => {
          const tune = tuneOf(request, judged, caseId, settings);
          return { settings: withTune(scene, settings, tune), tune: await insertTune(tx, tune, actor.id) };
        });
      });
      return of(caseId, actor);
    },

    /** Takes back what was set; once is enough, and twice does no harm. */
    async undo(tuneId: string, actor: Actor): Promise<CameraTune> {
      refuseOnlookers(actor);
      const tune = isUuid(tuneId) ? await findTune(pool, tuneId) : undefined;
      if (!tune || !(await seesCamera(pool, scopeOf(actor), tune.cameraCode)))
        throw new Problem('tune-not-found', `There is no setting ${tuneId}`);
      return transact(pool, async (tx, emit) => {
        if (!(await markUndone(tx, tuneId, actor.id))) return tune;
        return change(tx, emit, tune.cameraCode, tune.scene, async (settings) => ({
          settings: withoutTune(tune.scene, settings, tune),
          tune: (await findTune(tx, tuneId)) ?? tune,
        }));
      });
    },

    async tunesOf(cameraCode: string, reader: Actor): Promise<CameraTunes> {
      if (!(await seesCamera(pool, scopeOf(reader), cameraCode))) return { items: [] };
      return { items: await listTunes(pool, { cameraCode }) };
    },
  };
}

/** What is to be set, from the request or else from what the case offers. */
function tuneOf(request: TuneCamera, judged: JudgedCase, caseId: string, settings: StoredSettings): NewTune {
  const offer = offerOf(judged);
  const { openScore } = settings;
  const own = {
    cameraCode: judged.cameraCode,
    scene: judged.scene,
    caseId,
    previousScore: typeof openScore === 'number' ? openScore : null,
  };
  if (request.kind === 'ignore-zone') {
    const polygon = request.polygon ?? offer.ignoreZone;
    if (!polygon) throw new Problem('bad-request', 'polygon: the picture’s size is unknown, name the zone');
    return { ...own, kind: 'ignore-zone', polygon, score: null };
  }
  const score = request.score ?? offer.score;
  if (score === null) throw new Problem('bad-request', 'score: nothing lies above this case’s score');
  return { ...own, kind: 'open-score', polygon: null, score };
}

/** What a camera tells is judged and set by the centre that works with it; everybody else looks on. */
function refuseOnlookers({ role }: Actor): void {
  if (!isCentre(role))
    throw new Problem('not-allowed', `${role}: only the centre changes what a camera tells`);
}
