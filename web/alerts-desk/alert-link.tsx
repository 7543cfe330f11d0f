import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LinkAction } from '#contract/alert-link.ts';
import { call } from '../platform/api/call.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';

const order: readonly LinkAction[] = ['take', 'acknowledge', 'snooze'];

/** Answers one alert by the link of a message: looking changes nothing, a press does. */
export function AlertLink({ token }: { token: string }) {
  const { t, language, nameIn } = useWords();
  const queryClient = useQueryClient();
  const queryKey = ['alert-link', token];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('alertLink', { params: { token }, signal }),
    refetchInterval: 20_000,
  });
  const answer = useMutation({
    mutationFn: (action: LinkAction) => call('answerAlertLink', { params: { token }, body: { action } }),
    onSuccess: (view) => queryClient.setQueryData(queryKey, view),
    onError: () => void refetch(),
  });
  if (error) return <ProblemLine error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { alert, nextActions, userName } = data;
  const { facts } = alert;
  const { place } = facts;
  const where = place && [
    nameIn(place, 'communityName'),
    nameIn(place, 'gridName'),
    nameIn(place, 'streetName'),
  ];
  const rows = [
    [t('alertDesk.link.where'), where?.filter(Boolean).join(' ') || nameIn(facts, 'cameraName')],
    [t('alertDesk.link.when'), dateAndTime(alert.happenedAt, language)],
    [t('alertDesk.link.number'), facts.caseNumber],
    [t('alertDesk.link.text'), facts.text],
  ] as const;
  return (
    <article className="space-y-5">
      <header>
        <p className="text-sm text-soft">{t('alertDesk.link.for', { name: userName })}</p>
        <h1 className="mt-2 text-2xl font-medium">
          {t('alertDesk.titled', {
            trigger: t(`alertDesk.trigger.${alert.trigger}`),
            what: nameIn(facts, 'typeName'),
          })}
        </h1>
      </header>
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-2">
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-soft">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {answer.error && <ProblemLine error={answer.error} />}
      {(nextActions.length === 0 || alert.state !== 'waiting') && (
        <p className="border-l-2 border-accent bg-accent-deep/40 px-3 py-2">
          {t('alertDesk.link.answered', { state: t(`alertDesk.state.${alert.state}`) })}
          {(alert.takenBy ?? alert.acknowledgedBy) && ` · ${(alert.takenBy ?? alert.acknowledgedBy)?.name}`}
        </p>
      )}
      <div className="space-y-2">
        {order
          .filter((action) => nextActions.includes(action))
          .map((action, n) => (
            <Button
              key={action}
              look={n === 0 ? 'accent' : 'plain'}
              className="h-13 w-full text-lg"
              disabled={answer.isPending}
              onClick={() => answer.mutate(action)}
            >
              {t(`alertDesk.action.${action}`)}
            </Button>
          ))}
      </div>
    </article>
  );
}
