import type { Health } from '#contract/health.ts';
import { clockTime } from '../platform/format-time.ts';
import { Elapsed } from '../platform/interface/elapsed.tsx';
import { Panel } from '../platform/interface/panel.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { HealthFigure } from './health-figure.tsx';
import { providerName } from './provider-name.ts';

const tone = { ok: 'text-accent', degraded: 'text-amber', down: 'text-alarm' } as const;

/** The whole answer of `GET /api/health`, for the people who run the service. */
export function HealthOverview({ health }: { health: Health }) {
  const { t, language } = useWords();
  const { database, worker, providers, cameras } = health;
  return (
    <>
      <Panel
        title={t('health.title')}
        aside={t('health.checked', { time: clockTime(health.time, language) })}
      >
        <p className={`text-3xl font-medium ${tone[health.status]}`}>{t(`health.status.${health.status}`)}</p>
        <p className="mt-1 text-xs text-faint">{t('health.version', { version: health.version })}</p>
      </Panel>
      <Panel title={t('health.cameras')}>
        <div className="grid grid-cols-5 gap-4 max-md:grid-cols-3">
          <HealthFigure name={t('health.total')} value={cameras.total} />
          <HealthFigure name={t('health.watched')} value={cameras.watched} />
          <HealthFigure name={t('health.camerasUp')} value={cameras.up} />
          <HealthFigure
            name={t('health.camerasDegraded')}
            value={cameras.degraded}
            troubled={cameras.degraded > 0}
          />
          <HealthFigure name={t('health.camerasDown')} value={cameras.down} troubled={cameras.down > 0} />
        </div>
      </Panel>
      <Panel
        title={t('health.worker')}
        aside={
          worker.lastSeenAt ? (
            <>
              {t('health.lastSeen')} · <Elapsed since={worker.lastSeenAt} />
            </>
          ) : (
            t('health.never')
          )
        }
      >
        <div className="grid grid-cols-3 gap-4">
          <HealthFigure
            name={t('health.state')}
            value={t(`health.${worker.status}`)}
            troubled={worker.status === 'down'}
          />
          <HealthFigure name={t('health.workers')} value={worker.workers} />
          <HealthFigure name={t('health.children')} value={worker.children} />
        </div>
      </Panel>
      <Panel title={t('health.provider')}>
        {providers.length === 0 && <p className="text-sm text-amber">{t('health.noProvider')}</p>}
        <ul className="space-y-1 text-sm">
          {providers.map(({ worker: name, provider, note }) => (
            <li key={`${name}/${provider}`} className="flex flex-wrap items-baseline gap-x-3">
              <b className="figure font-medium">{providerName(provider)}</b>
              <span className="text-soft">{name}</span>
              {note && <span className="text-faint">{note}</span>}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('health.database')}>
        <p className="text-sm">
          <span className={database.status === 'up' ? 'text-ink' : 'text-alarm'}>
            {t(`health.${database.status}`)}
          </span>
          <span className="ml-3 text-faint">
            PostgreSQL {database.version ?? '—'} · PostGIS {database.postgis ?? '—'}
          </span>
        </p>
      </Panel>
    </>
  );
}
