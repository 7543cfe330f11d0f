import { type FormEvent, useState } from 'react';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { PasswordField } from './password-field.tsx';
import { passwordProblem } from './password-problem.ts';

interface ConfirmPasswordProps {
  error: unknown;
  isPending: boolean;
  onConfirm(password: string): void;
  onCancel?: () => void;
}

/** Asks for the password once more before something that a session left open must not be enough for. */
export function ConfirmPassword({ error, isPending, onConfirm, onCancel }: ConfirmPasswordProps) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(password);
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <PasswordField
        name="confirm-password"
        label={t('account.factor.confirmPassword')}
        value={password}
        onChange={setPassword}
      />
      {error != null && (
        <p role="alert" className="text-sm text-alarm">
          {passwordProblem(error, t)}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" look="accent" disabled={isPending || password === ''} className="flex-1">
          {t('account.next')}
        </Button>
        {onCancel && (
          <Button look="quiet" onClick={onCancel}>
            {t('account.back')}
          </Button>
        )}
      </div>
    </form>
  );
}
