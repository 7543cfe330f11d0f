import type { CaseDetail } from '#contract/case.ts';
import { clockTime } from '../platform/format-time.ts';
import { useWords } from '../platform/words/use-words.ts';
import { words } from '../platform/words/words.ts';
import { historyOf } from './history-of.ts';
import { StepPhotos } from './step-photos.tsx';

/** Steps that a reporter without an account takes: by a door plate's code, and by the link of a rating. */
const isReporters = (step: string, { source }: CaseDetail): boolean =>
  step === 'rate' || (step === 'report' && source === 'resident');

/** Who and what moved the case, newest first: people's steps and cameras' sightings in one line of time. */
export function CaseHistory({ item }: { item: CaseDetail }) {
  const { t, language, nameIn } = useWords();
  const cameraName = ({ cameraCode, cameraName }: { cameraCode: string; cameraName: string | null }) =>
    cameraCode === item.cameraCode ? nameIn(item, 'cameraName') : (cameraName ?? cameraCode);
  const stepName = (step: string) => (step in words.case.step ? t(`case.step.${step as 'accept'}`) : step);
  return (
    <ol className="text-sm">
      {historyOf(item).map((entry) => (
        <li
          key={entry.key}
          className="relative grid grid-cols-[auto_1fr] gap-x-3 pb-2.5 pl-4 before:absolute before:top-[0.45rem] before:left-0 before:size-1.5 before:rounded-full before:bg-line-strong after:absolute after:top-4 after:bottom-0 after:left-[0.15625rem] after:w-px after:bg-line last:after:hidden"
        >
          <time dateTime={entry.at} className="figure text-faint">
            {clockTime(entry.at, language)}
          </time>
          {entry.kind === 'step' ? (
            <span>
              <b className="font-medium">{stepName(entry.step)}</b>{' '}
              {entry.phase && <span>{t(`dispatch.phase.${entry.phase}`)} </span>}
              <span className="text-soft">
                {entry.actorName ??
                  t(isReporters(entry.step, item) ? 'resident.reporter' : 'case.step.system')}
                {nameIn(entry, 'departmentName') && ` · ${nameIn(entry, 'departmentName')}`}
                {entry.otherCaseNumber && ` · ${entry.otherCaseNumber}`}
              </span>
              {entry.note && <span className="block text-soft">{entry.note}</span>}
              <StepPhotos ids={entry.photoIds} />
            </span>
          ) : (
            <span className="text-soft">
              {t(`case.change.${entry.change}`)} · {cameraName(entry)}
              {entry.times > 1 && ` × ${entry.times}`}{' '}
              <span className="figure text-faint">{Math.round(entry.score * 100)} %</span>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
