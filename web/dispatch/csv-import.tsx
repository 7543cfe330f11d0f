import { Upload } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { ImportProblem } from '#contract/event-type.ts';
import { Button } from '../platform/interface/button.tsx';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { useWords } from '../platform/words/use-words.ts';
import { csvText } from './read-csv-file.ts';

interface Report {
  applied: boolean;
  problems: readonly ImportProblem[];
}

interface CsvImportProps<R extends Report> {
  /** Looks at the file, or takes it in. */
  send(file: { csv: string; apply: boolean }): Promise<R>;
  /** What the import does, in one line. */
  describe(report: R, fileName: string): ReactNode;
  onImported(): void;
}

/** A CSV file is looked at first; every wrong line is named, and nothing is taken in before it is mended. */
export function CsvImport<R extends Report>({ send, describe, onImported }: CsvImportProps<R>) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [looked, setLooked] = useState<{ name: string; csv: string; report: R } | null>(null);
  const failed = (error: unknown) => void toast.error(problemInWords(error, t));

  const look = async (file: File) => {
    const csv = csvText(await file.arrayBuffer());
    setLooked({ name: file.name, csv, report: await send({ csv, apply: false }) });
  };
  const apply = async (csv: string) => {
    const report = await send({ csv, apply: true });
    if (!report.applied) return setLooked((now) => now && { ...now, report });
    setLooked(null);
    toast(t('dispatch.import.done'));
    onImported();
  };

  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        className="hidden"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = '';
          if (file) look(file).catch(failed);
        }}
      />
      <Button onClick={() => input.current?.click()}>
        <Upload className="size-4" aria-hidden="true" />
        {t('dispatch.type.import')}
      </Button>
      {looked && (
        <div role="status" className="w-full border-l-2 border-accent bg-raised px-3 py-2 text-sm">
          <p>{describe(looked.report, looked.name)}</p>
          {looked.report.problems.length > 0 && (
            <>
              <p className="mt-1 text-amber">
                {t('dispatch.import.wrong', { count: looked.report.problems.length })}
              </p>
              <ul className="mt-1 max-h-48 overflow-y-auto text-soft">
                {looked.report.problems.map(({ line, column, message }) => (
                  <li key={`${line} ${column} ${message}`}>
                    <span className="figure text-ink">{t('dispatch.import.line', { line })}</span>{' '}
                    {column && <code className="text-faint">{column}</code>} {message}
                  </li>
                ))}
              </ul>
            </>
          )}
          <div className="mt-2 flex gap-2">
            <Button
              look="accent"
              disabled={looked.report.problems.length > 0}
              onClick={() => void apply(looked.csv).catch(failed)}
            >
              {t('dispatch.import.apply')}
            </Button>
            <Button look="quiet" onClick={() => setLooked(null)}>
              {t('nav.close')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
