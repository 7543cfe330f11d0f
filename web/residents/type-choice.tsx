import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ReportableType } from '#contract/resident.ts';
import { useWords } from '../platform/words/use-words.ts';

interface TypeChoiceProps {
  types: readonly ReportableType[];
  chosen: ReportableType | null;
  onChoose(type: ReportableType | null): void;
}

const row = 'flex min-h-15 w-full items-center justify-between gap-3 px-4 text-left text-lg';

/** First the class, then the type, each as a list of large lines; what was chosen can be changed. */
export function TypeChoice({ types, chosen, onChoose }: TypeChoiceProps) {
  const { t, nameIn } = useWords();
  const [openClass, setOpenClass] = useState<string | null>(null);
  if (chosen)
    return (
      <div className="border-2 border-accent bg-panel px-4 py-3">
        <span className="block text-base text-soft">{t('resident.chosen')}</span>
        <span className="flex items-center justify-between gap-3">
          <span className="text-xl font-semibold">{nameIn(chosen, 'name')}</span>
          <button
            type="button"
            className="min-h-12 px-2 text-accent underline underline-offset-4"
            onClick={() => onChoose(null)}
          >
            {t('resident.change')}
          </button>
        </span>
      </div>
    );
  const shown = types.filter(({ parentCode }) => parentCode === openClass);
  const parent = types.find(({ code }) => code === openClass);
  return (
    <section aria-label={t('resident.what')}>
      <h2 className="mb-2 text-xl font-semibold">{t('resident.what')}</h2>
      {parent && (
        <button
          type="button"
          className="mb-2 flex min-h-12 items-center gap-1 text-accent"
          onClick={() => setOpenClass(null)}
        >
          <ChevronLeft className="size-6" aria-hidden="true" />
          {t('resident.back')} · {nameIn(parent, 'name')}
        </button>
      )}
      <ul className="divide-y divide-line border border-line bg-panel">
        {shown.map((type) => (
          <li key={type.code}>
            <button
              type="button"
              className={row}
              onClick={() => (openClass === null ? setOpenClass(type.code) : onChoose(type))}
            >
              {nameIn(type, 'name')}
              {openClass === null && <ChevronRight className="size-6 text-faint" aria-hidden="true" />}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
