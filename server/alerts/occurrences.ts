import type { AlertFacts } from '#contract/alert.ts';
import type { Case } from '#contract/case.ts';
import type { LogEvent, PreAlarm } from '#contract/wall-events.ts';
import type { Db } from '../platform/db.ts';
import { type Occurrence, triggerOf } from './alert-rules.ts';

/** What one event of the log means for alerts: what happened, and whose alerts are of no matter any more. */
export interface Meaning {
  /** A subject whose open alerts end. */
  over: string | undefined;
  occurrences: Occurrence[];
}

/** The steps that were taken in the same transactions as these events: both carry the transaction's time. */
export async function stepsBehind(
  db: Db,
  fromSeq: number,
  toSeq: number,
): Promise<Map<number, { id: number; step: string; rating: 'satisfied' | 'so-so' | 'not' | undefined }[]>> {
  const { rows } = await db.query(
    `select e.seq, s.id, s.step, s.data->>'rating' as rating
       from events e join case_steps s on s.case_id = (e.payload->>'id')::uuid and s.at = e.at
      where e.seq > $1 and e.seq <= $2 and e.name = 'caseChanged' order by s.id`,
    [fromSeq, toSeq],
  );
  const bySeq = new Map<
    number,
    { id: number; step: string; rating: 'satisfied' | 'so-so' | 'not' | undefined }[]
  >();
  for (const { seq, id, step, rating } of rows)
    bySeq.set(seq, [...(bySeq.get(seq) ?? []), { id, step, rating: rating ?? undefined }]);
  return bySeq;
}

export async function meaningOf(
  db: Db,
  event: LogEvent,
  steps: Awaited<ReturnType<typeof stepsBehind>>,
): Promise<Meaning> {
  const happenedAt = Date.parse(event.at);
  switch (event.name) {
    case 'caseOpened': {
      const facts = factsOfCase(event.payload);
      const about = { caseId: event.payload.id, subject: event.payload.id, happenedAt, facts };
      return { over: undefined, occurrences: [{ ...about, trigger: 'opened', cause: 'opened' }] };
    }
    case 'caseChanged': {
      const { payload } = event;
      const facts = factsOfCase(payload);
      const occurrences = (steps.get(event.seq) ?? []).flatMap(({ id, step, rating }): Occurrence[] => {
        const trigger = triggerOf(step, rating);
        const about = { caseId: payload.id, subject: payload.id, happenedAt, facts };
        return trigger ? [{ ...about, trigger, cause: `step ${id}` }] : [];
      });
      return { over: payload.closedAt === null ? undefined : payload.id, occurrences };
    }
    case 'preAlarm': {
      const subject = `${event.payload.cameraCode}/${event.payload.incidentKey}`;
      if (event.payload.state === 'ended') return { over: subject, occurrences: [] };
      const facts = await factsOfPreAlarm(db, event.payload);
      const about = { caseId: null, subject, happenedAt, facts };
      return { over: undefined, occurrences: [{ ...about, trigger: 'pre-alarm', cause: 'raised' }] };
    }
    case 'alertChanged': {
      const { id, state, trigger, caseId, facts } = event.payload;
      if (state !== 'unanswered' || trigger === 'unanswered') return { over: undefined, occurrences: [] };
      const about = { caseId, subject: caseId ?? id, happenedAt, facts };
      return { over: undefined, occurrences: [{ ...about, trigger: 'unanswered', cause: `alert ${id}` }] };
    }
    default:
      return { over: undefined, occurrences: [] };
  }
}

const factsOfCase = (item: Case): AlertFacts => ({
  caseNumber: item.number,
  scene: item.scene,
  typeCode: item.typeCode,
  typeName: item.typeName,
  typeNameEn: item.typeNameEn,
  place: item.place,
  cameraCode: item.cameraCode,
  cameraName: item.cameraName,
  cameraNameEn: item.cameraNameEn,
  score: item.score,
  text: item.text,
  departmentCode: item.departmentCode,
  dueAt: item.dueAt,
  areaCodes: item.areaCodes,
  handlerCodes: item.handlerCodes,
  reporterId: item.reporterId,
});

async function factsOfPreAlarm(db: Db, alarm: PreAlarm): Promise<AlertFacts> {
  const { rows } = await db.query(
    `select k.name as camera_name, k.name_en as camera_name_en, t.code, t.name, t.name_en,
            array_remove(array[w.parent_code, g.township_code, g.community_code, g.code], null) as area_codes
       from cameras k
       left join event_types t on t.code = 'ai.' || $3
       left join grids g on g.code = $2 left join areas w on w.code = g.township_code
      where k.code = $1`,
    [alarm.cameraCode, alarm.gridCode, alarm.scene],
  );
  const found = rows[0];
  return {
    caseNumber: null,
    scene: alarm.scene,
    typeCode: found?.code ?? null,
    typeName: found?.name ?? alarm.scene,
    typeNameEn: found?.name_en ?? alarm.scene,
    place: null,
    cameraCode: alarm.cameraCode,
    cameraName: found?.camera_name ?? null,
    cameraNameEn: found?.camera_name_en ?? null,
    score: null,
    text: null,
    departmentCode: null,
    dueAt: null,
    areaCodes: found?.area_codes ?? [],
    handlerCodes: [],
    reporterId: null,
  };
}
