import { Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { Mark } from '../platform/interface/mark.tsx';
import { useWords } from '../platform/words/use-words.ts';

/** A page for the public on a phone: dark letters on light ground, large, and with one thing to do at a time. */
export function PublicFrame({ title, children }: { title: string; children: ReactNode }) {
  const { t, switchLanguage } = useWords();
  return (
    <div className="paper h-full overflow-y-auto bg-ground text-lg text-ink">
      <header className="border-b border-line bg-panel">
        <div className="mx-auto flex max-w-xl items-center justify-between gap-3 px-5 py-3">
          <div className="flex items-center gap-3">
            <Mark className="size-8 text-accent" />
            <h1 className="text-xl font-semibold">{title}</h1>
          </div>
          <button
            type="button"
            onClick={() => void switchLanguage()}
            className="flex min-h-12 items-center gap-2 px-2 text-base text-soft"
          >
            <Languages className="size-5" aria-hidden="true" />
            {t('nav.language')}
          </button>
        </div>
      </header>
      <main className="mx-auto max-w-xl px-5 pt-5 pb-16">{children}</main>
    </div>
  );
}
