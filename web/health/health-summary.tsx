import clsx from 'clsx';
import type { ReactNode } from 'react';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { providerName } from './provider-name.ts';
import { useHealth } from './use-health.ts';

/** Whether cameras, workers and database do their work, in four lines. */
export function HealthSummary() {
  const { t } = useWords();
  const { data: health, error, refetch } = useHealth();
  if (error && !health) return <ProblemLine error={error} onRetry={() => void refetch()} />;
  if (!health) return <div className="h-24" />;
  const { cameras, worker, database, providers } = health;
  return (
    <dl className="space-y-1.5 text-sm">
      <Line name={t('health.cameras')} good={cameras.down === 0}>
        <b className="figure font-medium text-ink">{cameras.up}</b> / {cameras.watched}{' '}
        {t('health.camerasUp')}
        {cameras.degraded > 0 && ` · ${cameras.degraded} ${t('health.camerasDegraded')}`}
        {cameras.down > 0 && ` · ${cameras.down} ${t('health.camerasDown')}`}
      </Line>
      <Line name={t('health.worker')} good={worker.status === 'up'}>
        {worker.status === 'up'
          ? t('health.workerLine', { workers: worker.workers, children: worker.children })
          : t('health.down')}
      </Line>
      <Line name={t('health.provider')} good={providers.length > 0}>
        {[...new Set(providers.map(({ provider }) => providerName(provider)))].join('、') || '—'}
      </Line>
      <Line name={t('health.database')} good={database.status === 'up'}>
        {t(`health.${database.status}`)}
      </Line>
    </dl>
  );
}

function Line({ name, good, children }: { name: string; good: boolean; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-3">
      <dt className="flex w-24 shrink-0 items-center gap-2 text-faint">
        <span className={clsx('size-1.5 rounded-full', good ? 'bg-accent' : 'bg-amber')} />
        {name}
      </dt>
      <dd className="min-w-0 text-soft">{children}</dd>
    </div>
  );
}
