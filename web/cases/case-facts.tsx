import type { ReactNode } from 'react';
import type { CaseDetail } from '#contract/case.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { useWords } from '../platform/words/use-words.ts';
import { factsToShow } from './facts-to-show.ts';
import { useCaseReporter } from './use-case-reporter.ts';

/** The case in figures and names. */
export function CaseFacts({ item }: { item: CaseDetail }) {
  const { t, language, nameIn } = useWords();
  const time = (at: string | null) => (at ? dateAndTime(at, language) : null);
  const { uncertainty } = item;
  const reporter = useCaseReporter(item);
  const rows: [string, ReactNode][] = [
    [t('case.field.number'), item.number],
    [t('case.field.source'), t(`case.source.${item.source}`)],
    [t('resident.reporter'), reporter?.name],
    [
      t('resident.phone'),
      reporter?.phone && (reporter.isPhoneMasked ? reporter.phone : <PhoneLink phone={reporter.phone} />),
    ],
    [t('resident.plate'), reporter?.plate?.address],
    [t('resident.ratingMessage'), reporter?.ratingMessage && t(`resident.message.${reporter.ratingMessage}`)],
    [t('case.field.score'), item.score === null ? null : `${Math.round(item.score * 100)} %`],
    ...factsToShow(item.sightingList.at(-1)?.facts ?? {}, t),
    [
      t('case.field.sightings'),
      item.sightings > 0 ? t('case.field.seenBy', { times: item.sightings, cameras: item.cameras }) : null,
    ],
    [t('case.field.opened'), time(item.openedAt)],
    [t('case.field.lastSeen'), time(item.lastSeenAt)],
    [t('case.field.cleared'), time(item.clearedAt)],
    [t('case.field.department'), nameIn(item, 'departmentName')],
    [t('case.field.due'), time(item.dueAt)],
    [t('case.field.coordinates'), `${item.location[0].toFixed(5)}, ${item.location[1].toFixed(5)}`],
    [
      t('case.field.uncertainty'),
      uncertainty && `± ${Math.round(uncertainty.majorMetres)} × ${Math.round(uncertainty.minorMetres)} m`,
    ],
    [t('case.field.text'), item.text],
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1 text-sm">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd className="figure min-w-0 text-right text-base leading-snug">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function PhoneLink({ phone }: { phone: string }) {
  return (
    <a href={`tel:${phone}`} className="hover:text-accent">
      {phone}
    </a>
  );
}
