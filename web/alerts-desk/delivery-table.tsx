import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { AlertDelivery, DeliveryState } from '#contract/alert.ts';
import type { ChannelKind } from '#contract/alert-channel.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { useWords } from '../platform/words/use-words.ts';
import { words } from '../platform/words/words.ts';

const tones: Record<DeliveryState, string> = {
  waiting: 'text-amber',
  sent: 'text-accent',
  dead: 'text-alarm',
  grouped: 'text-soft',
  dropped: 'text-faint',
};

type KnownReason = keyof typeof words.alertDesk.reason;
const isKnown = (reason: string): reason is KnownReason => reason in words.alertDesk.reason;

interface DeliveryTableProps {
  deliveries: readonly AlertDelivery[];
  /** What can be done with one. */
  action?(delivery: AlertDelivery): ReactNode;
}

/** Who was told by which way, and how that went. */
export function DeliveryTable({ deliveries, action }: DeliveryTableProps) {
  const { t, language } = useWords();
  const reasonIn = (reason: string | null) =>
    reason !== null && isKnown(reason) ? t(`alertDesk.reason.${reason}`) : reason;
  return (
    <table className="w-full text-sm">
      <tbody>
        {deliveries.map((delivery) => {
          const last = delivery.attempts.at(-1);
          const why = reasonIn(delivery.reason ?? (last?.ok === false ? last.answer : null));
          return (
            <tr key={delivery.id} className="border-t border-line align-baseline first:border-t-0">
              <td className="py-1.5 pr-3">
                {delivery.userName ?? delivery.channelName}
                <span className="block text-xs text-faint">
                  {t(`alertDesk.kind.${delivery.channelKind as ChannelKind}`)}
                </span>
              </td>
              <td className={clsx('pr-3', tones[delivery.state])}>
                {t(`alertDesk.delivery.${delivery.state}`)}
                {delivery.attempts.length > 1 && (
                  <span className="block text-xs text-faint">
                    {t('alertDesk.tries', { count: delivery.attempts.length })}
                  </span>
                )}
                {why && (
                  <span className="block max-w-72 truncate text-xs text-faint" title={why}>
                    {why}
                  </span>
                )}
              </td>
              <td className="figure text-right text-faint">
                {dateAndTime(delivery.sentAt ?? delivery.createdAt, language)}
              </td>
              {action && <td className="pl-3 text-right">{action(delivery)}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
