import type { CaseDetail } from '#contract/case.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { useWords } from '../platform/words/use-words.ts';
import { words } from '../platform/words/words.ts';

/** Every step from the first to the last, with its day, who took it, and what was noted. */
export function SheetHistory({ steps }: Pick<CaseDetail, 'steps'>) {
  const { t, language, nameIn } = useWords();
  const stepName = (step: string) => (step in words.case.step ? t(`case.step.${step as 'accept'}`) : step);
  return (
    <table className="w-full border-collapse">
      <tbody>
        {steps.map((step) => (
          <tr
            key={`${step.at} ${step.step}`}
            className="break-inside-avoid border-b border-line align-baseline"
          >
            <td className="figure w-36 py-1 pr-3 whitespace-nowrap text-faint">
              {dateAndTime(step.at, language)}
            </td>
            <td className="w-24 pr-3 font-medium">{stepName(step.step)}</td>
            <td className="pr-3 text-soft">
              {[step.actorName ?? t('case.step.system'), nameIn(step, 'departmentName')]
                .filter((name) => name !== '')
                .join(' · ')}
            </td>
            <td className="text-soft">{step.note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
