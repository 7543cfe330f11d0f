import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';

/** Shown in place of a page that broke. */
export function FailurePage() {
  const { t } = useWords();
  return (
    <div role="alert" className="grid h-full place-content-center gap-3 p-8 text-center">
      <h1 className="text-xl font-medium">{t('failed.title')}</h1>
      <p className="text-soft">{t('failed.hint')}</p>
      <Button className="justify-self-center" onClick={() => window.location.reload()}>
        {t('failed.reload')}
      </Button>
    </div>
  );
}
