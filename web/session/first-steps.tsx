import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { ChangePasswordForm } from './change-password-form.tsx';
import { SecondFactorSetUp } from './second-factor-set-up.tsx';

/** What somebody has to do before anything else: choose a password, set up a second factor. */
export function FirstSteps() {
  const { t } = useWords();
  const duty = useSession(({ user }) => user?.mustFirst);
  const askAgain = useSession(({ askAgain }) => askAgain);
  if (!duty) return null;
  return (
    <section>
      <h2 className="text-xl font-medium">{t(`account.first.${duty}`)}</h2>
      <p className="mt-1.5 mb-6 text-sm text-soft">
        {t(duty === 'change-password' ? 'account.first.passwordWhy' : 'account.first.factorWhy')}
      </p>
      {duty === 'change-password' ? <ChangePasswordForm /> : <SecondFactorSetUp onDone={askAgain} />}
    </section>
  );
}
