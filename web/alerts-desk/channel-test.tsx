import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import type { AlertChannel } from '#contract/alert-channel.ts';
import { call } from '../platform/api/call.ts';
import { Button } from '../platform/interface/button.tsx';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { useWords } from '../platform/words/use-words.ts';

/** Sends a test message now, and shows what the other side said. */
export function ChannelTest({ channel }: { channel: AlertChannel }) {
  const { t } = useWords();
  const [to, setTo] = useState('');
  const needsAddress = channel.kind === 'sms' || channel.kind === 'email';
  const test = useMutation({
    mutationFn: () => call('testAlertChannel', { params: { id: channel.id }, body: to ? { to } : {} }),
    onSuccess: ({ ok, answer }) =>
      ok
        ? toast(t('alertDesk.channel.testOk', { answer }))
        : toast.error(t('alertDesk.channel.testFailed', { answer })),
    onError: (error) => toast.error(t('alertDesk.failed'), { description: problemInWords(error, t) }),
  });
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        test.mutate();
      }}
    >
      {needsAddress && (
        <input
          required
          minLength={3}
          aria-label={t('alertDesk.channel.testTo')}
          placeholder={t('alertDesk.channel.testTo')}
          className="min-h-9 w-48 rounded-md border border-line-strong bg-panel px-3 text-sm text-ink"
          value={to}
          onChange={({ target }) => setTo(target.value)}
        />
      )}
      <Button type="submit" disabled={test.isPending}>
        {t('alertDesk.channel.test')}
      </Button>
    </form>
  );
}
