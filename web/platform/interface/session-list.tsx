import { Monitor } from 'lucide-react';
import type { AccountSession } from '#contract/account.ts';
import { dateAndTime } from '../format-time.ts';
import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';

interface SessionListProps {
  sessions: readonly AccountSession[];
  isPending: boolean;
  onEnd(id: string): void;
}

/** Where somebody is signed in, each with a way to end it. */
export function SessionList({ sessions, isPending, onEnd }: SessionListProps) {
  const { t, language } = useWords();
  if (sessions.length === 0) return <p className="text-sm text-soft">{t('account.sessions.none')}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line text-sm">
      {sessions.map(({ id, createdAt, lastSeenAt, address, userAgent, isThis }) => (
        <li key={id} className="flex items-center gap-3 py-2">
          <Monitor className="size-4 shrink-0 text-faint" aria-hidden="true" />
          <div className="min-w-0 flex-1">
            <p className="truncate" title={userAgent ?? undefined}>
              {deviceOf(userAgent) ?? t('account.sessions.unknownDevice')}
              {address && <span className="figure ml-2 text-faint">{address}</span>}
            </p>
            <p className="figure text-xs text-faint">
              {t('account.sessions.signedIn', { time: dateAndTime(createdAt, language) })}
              {' · '}
              {t('account.sessions.lastSeen', { time: dateAndTime(lastSeenAt, language) })}
            </p>
          </div>
          {isThis ? (
            <span className="text-xs text-accent">{t('account.sessions.isThis')}</span>
          ) : (
            <Button look="quiet" disabled={isPending} onClick={() => onEnd(id)}>
              {t('account.sessions.end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The browser and the system that a header speaks of, roughly: enough to know one's own again. */
function deviceOf(userAgent: string | null): string | undefined {
  if (!userAgent) return undefined;
  const browser = /MicroMessenger|Edg|Firefox|Chrome|Safari/.exec(userAgent)?.[0];
  const system = /HarmonyOS|Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(userAgent)?.[0];
  const named = [browser && (browserNames[browser] ?? browser), system].filter(Boolean).join(' · ');
  return named || userAgent.slice(0, 40);
}
const browserNames: Record<string, string> = { MicroMessenger: 'WeChat', Edg: 'Edge' };
