import { FileText } from 'lucide-react';
import { reportFileEndpoints } from '#contract/report.ts';
import { useWords } from '../platform/words/use-words.ts';

/** The month's report to be taken along, as a document, a PDF and a workbook. */
export function MonthFiles({ month }: { month: string }) {
  const { t } = useWords();
  const { monthDocx, monthPdf, monthXlsx } = reportFileEndpoints;
  const files = [
    [monthDocx, 'Word'],
    [monthPdf, 'PDF'],
    [monthXlsx, 'Excel'],
  ] as const;
  return (
    <div className="flex items-center gap-3 text-sm">
      <span className="flex items-center gap-1.5 text-soft">
        <FileText className="size-4" aria-hidden="true" />
        {t('figures.monthReport')}
      </span>
      {files.map(([{ path }, name]) => (
        <a
          key={name}
          href={`${path}?month=${month}`}
          download
          className="flex min-h-9 items-center rounded-md border border-line-strong px-3 hover:bg-pressed hover:text-accent"
        >
          {name}
        </a>
      ))}
    </div>
  );
}
