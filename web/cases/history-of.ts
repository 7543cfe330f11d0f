import type { CaseDetail, CaseSighting, CaseStepRecord } from '#contract/case.ts';
import type { LimitPhase } from '#contract/case-limit.ts';

export type HistoryEntry =
  | ({
      kind: 'step';
      key: string;
      otherCaseNumber: string | null;
      phase: LimitPhase | null;
      photoIds: string[];
    } & Pick<CaseStepRecord, 'at' | 'step' | 'actorName' | 'departmentName' | 'departmentNameEn' | 'note'>)
  | {
      kind: 'sighting';
      key: string;
      at: string;
      change: CaseSighting['change'];
      cameraCode: string;
      cameraName: string | null;
      score: number;
      times: number;
    };

/** Steps and sightings in one line of time, newest first; the same camera saying the same again is one entry. */
export function historyOf({
  steps,
  sightingList,
}: Pick<CaseDetail, 'steps' | 'sightingList'>): HistoryEntry[] {
  const entries: HistoryEntry[] = [
    ...steps.map((step, index) => ({
      kind: 'step' as const,
      key: `step-${index}`,
      at: step.at,
      step: step.step,
      actorName: step.actorName,
      departmentName: step.departmentName,
      departmentNameEn: step.departmentNameEn,
      note: step.note,
      otherCaseNumber: step.data.otherCaseNumber ?? null,
      phase: step.data.phase ?? null,
      photoIds: step.data.photoIds ?? [],
    })),
    ...sightingList.map((sighting, index) => ({
      kind: 'sighting' as const,
      key: `sighting-${index}`,
      at: sighting.at,
      change: sighting.change,
      cameraCode: sighting.cameraCode,
      cameraName: sighting.cameraName,
      score: sighting.score,
      times: 1,
    })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  return entries.reduce<HistoryEntry[]>((shown, entry) => {
    const last = shown.at(-1);
    const repeats =
      last?.kind === 'sighting' &&
      entry.kind === 'sighting' &&
      last.change === entry.change &&
      last.cameraCode === entry.cameraCode;
    if (repeats) last.times += 1;
    else shown.push({ ...entry });
    return shown;
  }, []);
}
