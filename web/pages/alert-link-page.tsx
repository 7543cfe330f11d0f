import { useParams } from 'react-router';
import { AlertLink } from '../alerts-desk/alert-link.tsx';
import { Mark } from '../platform/interface/mark.tsx';
import { useWords } from '../platform/words/use-words.ts';

/** The page behind the link of a message: no login, one alert. */
export function AlertLinkPage() {
  const { t } = useWords();
  const { token = '' } = useParams();
  return (
    <div className="h-full overflow-y-auto">
      <main className="mx-auto max-w-md px-5 py-6">
        <p className="mb-6 flex items-center gap-2 text-soft">
          <Mark className="size-7 text-accent" />
          {t('product')}
        </p>
        <AlertLink token={token} />
      </main>
    </div>
  );
}
