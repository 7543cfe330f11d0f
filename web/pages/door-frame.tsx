import type { ReactNode } from 'react';
import { Button } from '../platform/interface/button.tsx';
import { Mark } from '../platform/interface/mark.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { ContourLines } from '../session/contour-lines.tsx';

/** The product's name over a quiet mountain, and what stands before everything else. */
export function DoorFrame({ children, foot }: { children: ReactNode; foot?: ReactNode }) {
  const { t, switchLanguage } = useWords();
  return (
    <div className="relative h-full overflow-y-auto">
      <ContourLines />
      <div className="relative grid min-h-full grid-cols-[minmax(0,30rem)_1fr] max-md:grid-cols-1">
        <main className="flex flex-col justify-center gap-10 border-r border-line bg-panel/95 px-14 py-12 max-md:border-0 max-md:bg-panel/80 max-md:px-7">
          <header>
            <Mark className="size-14 text-accent" />
            <h1 className="mt-5 text-3xl font-semibold tracking-wide">{t('product')}</h1>
            <p className="mt-1.5 text-base text-soft">{t('tagline')}</p>
          </header>
          {children}
          <div className="flex justify-between">
            <Button look="quiet" onClick={() => void switchLanguage()} className="px-0! text-faint">
              {t('nav.language')}
            </Button>
            {foot}
          </div>
        </main>
      </div>
    </div>
  );
}
