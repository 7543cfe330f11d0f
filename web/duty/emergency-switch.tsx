import clsx from 'clsx';
import { useState } from 'react';
import type { Emergency } from '#contract/duty.ts';
import { call } from '../platform/api/call.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { useChangeDuty, useIsDutyKeeper } from './use-rosters.ts';

/** 平急结合: one press, with a reason, and the emergency rosters count; another, and they don't. */
export function EmergencySwitch({ emergency }: { emergency: Emergency }) {
  const { t, language } = useWords();
  const isKeeper = useIsDutyKeeper();
  const [reason, setReason] = useState('');
  const change = useChangeDuty(() => setReason(''));
  const { active, at, byName } = emergency;
  return (
    <div className="space-y-3">
      <p className={clsx('text-lg font-medium', active ? 'text-amber' : 'text-ink')}>
        {t(active ? 'duty.emergency.on' : 'duty.emergency.off')}
      </p>
      {at && (
        <p className="text-sm text-soft">
          {t('duty.emergency.by', {
            name: byName,
            time: dateAndTime(at, language),
            reason: emergency.reason,
          })}
        </p>
      )}
      {isKeeper && (
        <form
          className="space-y-2"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate(() =>
              call('switchEmergency', { body: { active: !active, reason: reason.trim() } }),
            );
          }}
        >
          <input
            required
            maxLength={500}
            aria-label={t('duty.emergency.reason')}
            placeholder={t('duty.emergency.reason')}
            className="block min-h-9 w-full rounded-md border border-line-strong bg-panel px-3 text-base text-ink"
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <Button
            type="submit"
            disabled={change.isPending}
            className={clsx('w-full', !active && 'border-amber! text-amber!')}
          >
            {t(active ? 'duty.emergency.end' : 'duty.emergency.press')}
          </Button>
          <p className="text-xs text-faint">{t('duty.emergency.hint')}</p>
        </form>
      )}
    </div>
  );
}
