import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../platform/interface/button.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { PasswordField } from './password-field.tsx';
import { passwordProblem } from './password-problem.ts';
import { useChangePassword, usePasswordRules } from './use-own-account.ts';

/** The current password and a new one, twice, with what it must be. */
export function ChangePasswordForm() {
  const { t } = useWords();
  const username = useSession(({ user }) => user?.username ?? '');
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [again, setAgain] = useState('');
  const [differs, setDiffers] = useState(false);
  const change = useChangePassword();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDiffers(newPassword !== again);
    if (newPassword !== again) return;
    change.mutate(
      { password, newPassword },
      {
        onSuccess: () => {
          setPassword('');
          setNewPassword('');
          setAgain('');
          toast(t('account.password.done'));
        },
      },
    );
  };
  const problem = differs
    ? t('account.password.differs')
    : change.error
      ? passwordProblem(change.error, t)
      : null;
  return (
    <form onSubmit={submit} className="space-y-4">
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordField
        name="current-password"
        label={t('account.password.current')}
        value={password}
        onChange={setPassword}
      />
      <PasswordField
        name="new-password"
        label={t('account.password.wanted')}
        autoComplete="new-password"
        value={newPassword}
        onChange={setNewPassword}
      />
      <PasswordField
        name="new-password-again"
        label={t('account.password.again')}
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
      />
      <Rules />
      <p role="alert" className="min-h-5 text-sm text-alarm">
        {problem}
      </p>
      <Button
        type="submit"
        look="accent"
        disabled={change.isPending || password === '' || newPassword === '' || again === ''}
        className="h-11 w-full text-base"
      >
        {t('account.password.save')}
      </Button>
    </form>
  );
}

function Rules() {
  const { t } = useWords();
  const { data: rules } = usePasswordRules();
  if (!rules) return null;
  return (
    <ul className="list-disc space-y-1 pl-4 text-xs text-faint">
      <li>{t('account.password.rule', rules)}</li>
      {rules.classes > 1 && <li>{t('account.password.ruleClasses', { classes: rules.classes })}</li>}
      <li>{t('account.password.ruleCommon')}</li>
      {rules.maxAgeDays !== null && <li>{t('account.password.ruleAge', { days: rules.maxAgeDays })}</li>}
    </ul>
  );
}
