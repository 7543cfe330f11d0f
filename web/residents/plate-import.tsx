import { Upload } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import type { usePlates } from './use-plates.ts';

/** Brings in door plates from a table; says of each wrong line what is wrong with it. */
export function PlateImport({ bringIn }: Pick<ReturnType<typeof usePlates>, 'bringIn'>) {
  const { t } = useWords();
  const [isGcj02, setGcj02] = useState(false);
  const wrongLines =
    bringIn.error instanceof ApiProblem && bringIn.error.code === 'bad-request'
      ? bringIn.error.message.split('; ')
      : [];
  return (
    <section className="space-y-2">
      <div className="flex flex-wrap items-center gap-4">
        <label className="inline-flex min-h-10 cursor-pointer items-center gap-2 rounded-md border border-line-strong px-3 text-sm focus-within:border-accent hover:bg-pressed">
          <Upload className="size-4" aria-hidden="true" />
          {t('resident.plates.import')}
          <input
            type="file"
            accept=".csv,text/csv"
            className="sr-only"
            onChange={({ target }) => {
              const file = target.files?.[0];
              target.value = '';
              if (file)
                bringIn.mutate(
                  { file, isGcj02 },
                  {
                    onSuccess: ({ items }) =>
                      void toast.success(t('resident.plates.imported', { count: items.length })),
                  },
                );
            }}
          />
        </label>
        <label className="inline-flex min-h-10 items-center gap-2 text-sm text-soft">
          <input
            type="checkbox"
            checked={isGcj02}
            onChange={({ target }) => setGcj02(target.checked)}
            className="size-4 accent-accent"
          />
          {t('resident.plates.gcj02')}
        </label>
      </div>
      <p className="text-sm text-faint">{t('resident.plates.importHint')}</p>
      {wrongLines.length > 0 ? (
        <ul role="alert" className="border-l-2 border-amber bg-amber-deep/40 px-3 py-2 text-sm">
          {wrongLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        bringIn.error && <ProblemLine error={bringIn.error} />
      )}
    </section>
  );
}
