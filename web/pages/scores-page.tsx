import { useSearchParams } from 'react-router';
import { ScoreSubject } from '#contract/score.ts';
import { Choice } from '../find/choice.tsx';
import { Panel } from '../platform/interface/panel.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { RulesList } from '../scores/rules-list.tsx';
import { ScoresTable } from '../scores/scores-table.tsx';
import { useScores } from '../scores/use-scores.ts';
import { PageFrame } from './page-frame.tsx';

/** How departments and grids did in a month, by points that everybody can read. */
export function ScoresPage() {
  const { t } = useWords();
  const role = useSession(({ user }) => user?.role);
  const [parameters, setParameters] = useSearchParams();
  const subject = ScoreSubject.catch('department').parse(parameters.get('subject'));
  const month = parameters.get('month') ?? new Date().toISOString().slice(0, 7);
  const { data, error, refetch } = useScores(subject, month);
  const change = (part: object) => setParameters({ subject, month, ...part }, { replace: true });
  return (
    <PageFrame title={t('scores.title')}>
      <div className="mx-auto max-w-[110rem]">
        <div className="flex flex-wrap items-end gap-4 border-b border-line bg-panel px-4 py-3">
          <div className="w-40">
            <Choice
              label={t('figures.by')}
              value={subject}
              options={ScoreSubject.options.map((each) => ({
                value: each,
                label: t(`scores.subject.${each}`),
              }))}
              onChange={(next) => change({ subject: next })}
            />
          </div>
          <label>
            <span className="eyebrow mb-1 block">{t('scores.month')}</span>
            <input
              type="month"
              value={month}
              onChange={(event) => event.target.value && change({ month: event.target.value })}
              className="h-9 rounded-md border border-line-strong bg-ground px-2 text-sm scheme-dark"
            />
          </label>
        </div>
        {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
        {data && (
          <div className="grid grid-cols-[3fr_1fr] max-lg:grid-cols-1">
            <Panel title={t(`scores.subject.${subject}`)}>
              {data.items.length > 0 ? (
                <ScoresTable items={data.items} rules={data.rules} />
              ) : (
                <p className="py-10 text-center text-soft">{t('scores.none')}</p>
              )}
            </Panel>
            <Panel title={t('scores.rules')} className="border-t-0 lg:border-l">
              <RulesList rules={data.rules} mayChange={role === 'admin' || role === 'supervisor'} />
            </Panel>
          </div>
        )}
      </div>
    </PageFrame>
  );
}
