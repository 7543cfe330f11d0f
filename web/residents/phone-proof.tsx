import { type FormEvent, useEffect, useState } from 'react';
import { Phone } from '#contract/resident.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import type { useResident } from './use-resident.ts';

const againAfterSeconds = 60;
const field =
  'block h-15 w-full rounded-md border-2 border-line-strong bg-panel px-3 text-2xl tracking-wider placeholder:text-faint';

interface PhoneProofProps {
  resident: ReturnType<typeof useResident>;
  plateCode: string;
  title: string;
  onProved(): void;
}

/** A phone number, the code that was sent to it, and nothing else. */
export function PhoneProof({ resident: { askCode, verify }, plateCode, title, onProved }: PhoneProofProps) {
  const { t } = useWords();
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [waitSeconds, setWaitSeconds] = useState(0);
  useEffect(() => {
    if (waitSeconds === 0) return;
    const timer = setTimeout(() => setWaitSeconds(waitSeconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);

  const parsed = Phone.safeParse(phone);
  const ask = () => {
    setWrong(!parsed.success);
    if (parsed.success)
      askCode.mutate(
        { phone: parsed.data, plateCode },
        { onSuccess: () => setWaitSeconds(againAfterSeconds) },
      );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!askCode.data) return ask();
    if (parsed.success) verify.mutate({ phone: parsed.data, code }, { onSuccess: onProved });
  };
  const error = verify.error ?? askCode.error;
  return (
    <form onSubmit={submit} noValidate className="space-y-4 border-2 border-accent bg-panel px-4 py-4">
      <div>
        <h2 className="text-xl font-semibold">{title}</h2>
        <p className="mt-1 text-base text-soft">{t('resident.whyPhone')}</p>
      </div>
      <label className="block">
        <span className="mb-1.5 block text-base text-soft">{t('resident.phone')}</span>
        <input
          name="phone"
          type="tel"
          inputMode="numeric"
          autoComplete="tel-national"
          value={phone}
          onChange={({ target }) => setPhone(target.value)}
          className={field}
        />
      </label>
      {isWrong && (
        <p role="alert" className="text-alarm">
          {t('resident.wrongPhone')}
        </p>
      )}
      <Button
        onClick={ask}
        look={askCode.data ? 'plain' : 'accent'}
        disabled={waitSeconds > 0 || askCode.isPending}
        className="h-14 w-full text-lg!"
      >
        {waitSeconds > 0 ? t('resident.getCodeIn', { seconds: waitSeconds }) : t('resident.getCode')}
      </Button>
      {askCode.data && (
        <>
          {askCode.data.shownCode && (
            <p className="border-l-4 border-amber bg-amber-deep px-3 py-2">
              {t('resident.demoCode', { code: askCode.data.shownCode })}
            </p>
          )}
          <label className="block">
            <span className="mb-1.5 block text-base text-soft">{t('resident.code')}</span>
            <input
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={code}
              onChange={({ target }) => setCode(target.value.replace(/\D/g, ''))}
              className={`${field} tracking-[0.4em]!`}
            />
          </label>
          <Button
            type="submit"
            look="accent"
            disabled={code.length !== 6 || verify.isPending}
            className="h-15 w-full text-xl!"
          >
            {t('resident.confirm')}
          </Button>
        </>
      )}
      {error && <ProblemLine error={error} />}
    </form>
  );
}
