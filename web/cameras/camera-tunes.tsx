import { useQuery } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';
import { TuneRow } from '../platform/interface/tune-row.tsx';
import { cameraTunesKey } from '../platform/live/case-detail-cache.ts';
import { useWords } from '../platform/words/use-words.ts';

/** What operators set on this camera and still holds; nothing where there is nothing. */
export function CameraTunes({ code }: { code: string }) {
  const { t } = useWords();
  const { data } = useQuery({
    queryKey: cameraTunesKey(code),
    queryFn: ({ signal }) => call('cameraTunes', { params: { code }, signal }),
    staleTime: 30_000,
  });
  if (!data || data.items.length === 0) return null;
  const zones = data.items.filter(({ polygon }) => polygon !== null);
  return (
    <section className="border-t border-line px-3 pt-2 pb-1">
      <h4 className="eyebrow">{t('feedback.ownSettings')}</h4>
      <ul>
        {data.items.map((tune) => (
          <TuneRow
            key={tune.id}
            tune={tune}
            zoneName={`${t('feedback.zoneOf')} ${zones.length - zones.indexOf(tune)}`}
          />
        ))}
      </ul>
    </section>
  );
}
