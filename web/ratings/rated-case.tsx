import type { RatingView } from '#contract/rating.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { useWords } from '../platform/words/use-words.ts';
import { RatingPictures } from './rating-pictures.tsx';

/** What was reported, where, and what was done about it. */
export function RatedCase({ view }: { view: RatingView }) {
  const { t, language, nameIn } = useWords();
  const place =
    view.address ?? `${nameIn(view.place, 'communityName')} ${nameIn(view.place, 'streetName')}`.trim();
  const handler = nameIn(view, 'departmentName');
  return (
    <section>
      <p className="text-base text-soft">{t('rating.number', { number: view.number })}</p>
      <h2 className="mt-1 text-2xl font-semibold">{nameIn(view, 'typeName')}</h2>
      {place !== '' && <p className="mt-1">{place}</p>}
      {view.text && <p className="mt-3 border-l-4 border-line-strong pl-3">{view.text}</p>}
      <p className="mt-3 text-base text-soft">
        {t('rating.reported', { time: dateAndTime(view.openedAt, language) })}
        {view.closedAt && (
          <>
            <br />
            {t('rating.closed', { time: dateAndTime(view.closedAt, language) })}
          </>
        )}
        {handler !== '' && (
          <>
            <br />
            {t('rating.by', { name: handler })}
          </>
        )}
      </p>
      {view.answer && (
        <>
          <h3 className="mt-5 text-base text-soft">{t('rating.answer')}</h3>
          <p className="mt-1">{view.answer}</p>
        </>
      )}
      <RatingPictures title={t('rating.before')} urls={view.before} />
      <RatingPictures title={t('rating.after')} urls={view.after} />
    </section>
  );
}
