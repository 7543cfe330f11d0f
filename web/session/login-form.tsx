import { type FormEvent, useState } from 'react';
import { Button } from '../platform/interface/button.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { PasswordField } from './password-field.tsx';
import { signInProblem } from './sign-in-problem.ts';
import { TextField } from './text-field.tsx';
import { useSignIn } from './use-sign-in.ts';

/** Username and password; says plainly what is wrong. */
export function LoginForm() {
  const { t } = useWords();
  const { status, user } = useSession();
  const expired = status === 'expired';
  const [username, setUsername] = useState(user?.username ?? '');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const signIn = useSignIn();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = username.trim() === '' || password === '';
    setMissing(incomplete);
    if (!incomplete)
      signIn.mutate({ username: username.trim(), password }, { onError: () => setPassword('') });
  };
  const problem = missing ? t('session.missing') : signIn.error ? signInProblem(signIn.error, t) : null;
  return (
    <form onSubmit={submit} noValidate className="space-y-5">
      {expired && <p className="border-l-2 border-accent pl-3 text-sm text-soft">{t('session.expired')}</p>}
      <TextField
        name="username"
        label={t('session.username')}
        value={username}
        autoComplete="username"
        autoFocus={!expired}
        onChange={setUsername}
      />
      <PasswordField value={password} onChange={setPassword} autoFocus={expired} />
      <p role="alert" className="min-h-5 text-sm text-alarm">
        {problem}
      </p>
      <Button type="submit" look="accent" disabled={signIn.isPending} className="h-11 w-full text-base">
        {signIn.isPending ? t('session.entering') : t('session.enter')}
      </Button>
    </form>
  );
}
