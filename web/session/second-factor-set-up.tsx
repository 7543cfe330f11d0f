import { type FormEvent, useState } from 'react';
import { Button } from '../platform/interface/button.tsx';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { useWords } from '../platform/words/use-words.ts';
import { ConfirmPassword } from './confirm-password.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { TextField } from './text-field.tsx';
import { useConfirmSecondFactor, useSetUpSecondFactor } from './use-own-account.ts';

/** From the password by the QR code and the first code to the recovery codes. */
export function SecondFactorSetUp({ onDone, onCancel }: { onDone(): void; onCancel?: () => void }) {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const setUp = useSetUpSecondFactor();
  const confirm = useConfirmSecondFactor();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate(code.trim(), { onError: () => setCode('') });
  };

  if (confirm.data) return <RecoveryCodes codes={confirm.data.codes} onKept={onDone} />;
  if (!setUp.data)
    return (
      <ConfirmPassword
        error={setUp.error}
        isPending={setUp.isPending}
        onConfirm={(password) => setUp.mutate(password)}
        {...(onCancel ? { onCancel } : {})}
      />
    );
  return (
    <form onSubmit={submit} className="space-y-4">
      <p className="text-sm text-soft">{t('account.factor.scan')}</p>
      <img
        src={`data:image/svg+xml;utf8,${encodeURIComponent(setUp.data.qrSvg)}`}
        alt={t('account.factor.qr')}
        className="mx-auto size-52 rounded-md bg-white p-1"
      />
      <p className="text-center text-xs text-faint">
        {t('account.factor.key')}
        <code className="mt-1 block text-sm tracking-wider break-all text-ink">
          {setUp.data.secret.replace(/(.{4})/g, '$1 ')}
        </code>
      </p>
      <TextField
        name="first-code"
        label={t('account.factor.firstCode')}
        value={code}
        autoComplete="one-time-code"
        inputMode="numeric"
        onChange={setCode}
      />
      <p role="alert" className="min-h-5 text-sm text-alarm">
        {confirm.error && problemInWords(confirm.error, t)}
      </p>
      <Button
        type="submit"
        look="accent"
        disabled={confirm.isPending || code.trim() === ''}
        className="h-11 w-full text-base"
      >
        {t('account.factor.confirm')}
      </Button>
    </form>
  );
}
