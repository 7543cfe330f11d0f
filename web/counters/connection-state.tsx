import clsx from 'clsx';
import { shortTime } from '../platform/format-time.ts';
import type { Connection } from '../platform/live/wall-store.ts';
import { useWords } from '../platform/words/use-words.ts';

const dot: Record<Connection['state'], string> = {
  loading: 'bg-faint',
  live: 'bg-accent',
  'catching-up': 'bg-amber',
  offline: 'bg-alarm',
};

/** Whether what one sees is now. */
export function ConnectionState({ connection }: { connection: Connection }) {
  const { t, language } = useWords();
  const time = shortTime(connection.since, language);
  return (
    <p
      role="status"
      className="flex items-center gap-2 text-sm whitespace-nowrap text-soft"
      title={connection.state === 'offline' ? t('connection.offlineHint') : undefined}
    >
      <span className={clsx('size-2 rounded-full', dot[connection.state])} />
      {t(`connection.${connection.state}`, { time })}
    </p>
  );
}
