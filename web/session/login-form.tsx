import { type FormEvent, useState } from 'react';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { Button } from '../platform/interface/button.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { PasswordField } from './password-field.tsx';
import { signInProblem } from './sign-in-problem.ts';
import { TextField } from './text-field.tsx';
import { useSignIn } from './use-sign-in.ts';

/** Username and password, then the authenticator's code where the account has one; says plainly what is wrong. */
export function LoginForm() {
  const { t } = useWords();
  const { status, user } = useSession();
  const expired = status === 'expired';
  const [username, setUsername] = useState(user?.username ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const signIn = useSignIn();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = username.trim() === '' || password === '' || code?.trim() === '';
    setMissing(incomplete);
    if (incomplete) return;
    const body = { username: username.trim(), password, ...(code === null ? {} : { code: code.trim() }) };
    signIn.mutate(body, {
      onError: (error) => {
        if (isAbout(error, 'second-factor-needed') || isAbout(error, 'second-factor-wrong')) setCode('');
        else {
          setCode(null);
          setPassword('');
        }
      },
    });
  };
  const failed = signIn.error && !isAbout(signIn.error, 'second-factor-needed');
  const problem = missing
    ? t(code === null ? 'session.missing' : 'problem.second-factor-needed')
    : failed
      ? signInProblem(signIn.error, t)
      : null;
  return (
    <form onSubmit={submit} noValidate className="space-y-5">
      {expired && <p className="border-l-2 border-accent pl-3 text-sm text-soft">{t('session.expired')}</p>}
      {code === null ? (
        <>
          <TextField
            name="username"
            label={t('session.username')}
            value={username}
            autoComplete="username"
            autoFocus={!expired}
            onChange={setUsername}
          />
          <PasswordField value={password} onChange={setPassword} autoFocus={expired} />
        </>
      ) : (
        <>
          <p className="text-sm text-soft">{t('account.codeHint')}</p>
          <TextField
            name="code"
            label={t('account.code')}
            value={code}
            autoComplete="one-time-code"
            autoFocus
            onChange={setCode}
          />
        </>
      )}
      <p role="alert" className="min-h-5 text-sm text-alarm">
        {problem}
      </p>
      <Button type="submit" look="accent" disabled={signIn.isPending} className="h-11 w-full text-base">
        {signIn.isPending ? t('session.entering') : t('session.enter')}
      </Button>
      {code !== null && (
        <Button
          look="quiet"
          className="w-full"
          onClick={() => {
            setCode(null);
            signIn.reset();
          }}
        >
          {t('account.back')}
        </Button>
      )}
    </form>
  );
}

const isAbout = (error: unknown, code: string): boolean => error instanceof ApiProblem && error.code === code;
