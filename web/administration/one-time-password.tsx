import { useWords } from '../platform/words/use-words.ts';

/** A password that is shown this once. */
export function OneTimePassword({ username, password }: { username: string; password: string }) {
  const { t } = useWords();
  return (
    <div className="border-l-2 border-accent bg-accent-deep/30 px-4 py-3">
      <p className="eyebrow">{t('administration.person.oneTimePassword')}</p>
      <p className="mt-1 font-mono text-lg text-ink select-all" data-one-time-password>
        {password}
      </p>
      <p className="mt-1 text-xs text-soft">
        {username} · {t('administration.person.oneTimeWhy')}
      </p>
    </div>
  );
}
