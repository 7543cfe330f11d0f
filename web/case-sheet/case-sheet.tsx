import type { CaseDetail, EvidenceFile } from '#contract/case.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { SheetHistory } from './sheet-history.tsx';

/** A case on paper: what, where, who and until when, its pictures with their checksums, and all that was done. */
export function CaseSheet({ item }: { item: CaseDetail }) {
  const { t, language, nameIn } = useWords();
  const user = useSession((session) => session.user);
  const time = (at: string | null) => (at ? dateAndTime(at, language) : '');
  const { place, evidence } = item;
  const where = [
    nameIn(place, 'townshipName'),
    nameIn(place, 'communityName'),
    nameIn(place, 'gridName'),
    nameIn(place, 'streetName'),
  ];
  const pictures = [
    [t('case.section.snapshot'), evidence.snapshot],
    [t('case.section.before'), evidence.before],
    [t('case.section.after'), evidence.after],
  ] as const;
  return (
    <article className="hidden text-sm print:block">
      <header className="flex items-baseline justify-between border-b-2 border-ink pb-2">
        <h1 className="text-2xl font-medium">{nameIn(item, 'typeName')}</h1>
        <p className="figure text-lg">{item.number}</p>
      </header>
      <table className="mt-4 w-full border-collapse">
        <tbody>
          <Row
            cells={[
              [t('find.state'), t(`case.state.${item.state}`)],
              [t('case.field.source'), t(`case.source.${item.source}`)],
            ]}
          />
          <Row
            cells={[
              [t('case.field.place'), where.filter((name) => name !== '').join(' · ')],
              [t('case.field.coordinates'), item.location.map((degrees) => degrees.toFixed(5)).join(', ')],
            ]}
          />
          <Row
            cells={[
              [t('case.field.department'), nameIn(item, 'departmentName')],
              [t('case.field.camera'), nameIn(item, 'cameraName')],
            ]}
          />
          <Row
            cells={[
              [t('case.field.opened'), time(item.openedAt)],
              [t('case.field.due'), time(item.dueAt)],
            ]}
          />
          <Row
            cells={[
              [t('case.state.closed'), time(item.closedAt)],
              [t('case.state.rated'), item.rating ? t(`sheet.rating.${item.rating}`) : ''],
            ]}
          />
        </tbody>
      </table>
      {item.text && <p className="mt-3 border-l-2 border-line-strong pl-3 text-base">{item.text}</p>}
      <div className="mt-4 grid grid-cols-2 gap-4">
        {pictures.map(([name, file]) => file && <Picture key={name} name={name} file={file} />)}
      </div>
      <section className="mt-5">
        <h2 className="mb-2 border-b border-line pb-1 text-base font-medium">{t('case.section.history')}</h2>
        <SheetHistory steps={item.steps} />
      </section>
      <footer className="mt-6 flex justify-between border-t border-line pt-2 text-xs text-faint">
        <span>{t('sheet.printed', { name: user?.name ?? '', time: dateAndTime(Date.now(), language) })}</span>
        <span>{t('product')}</span>
      </footer>
    </article>
  );
}

const Row = ({ cells }: { cells: readonly (readonly [name: string, value: string])[] }) => (
  <tr>
    {cells.flatMap(([name, value]) => [
      <th
        key={name}
        className="w-[14%] border border-line bg-pressed px-2 py-1.5 text-left font-normal text-faint"
      >
        {name}
      </th>,
      <td key={`${name} value`} className="w-[36%] border border-line px-2 py-1.5">
        {value || '—'}
      </td>,
    ])}
  </tr>
);

const Picture = ({ name, file }: { name: string; file: EvidenceFile }) => (
  <figure className="break-inside-avoid">
    <img src={file.url} alt={name} className="w-full border border-line" />
    <figcaption className="mt-1 text-xs text-faint">
      {name} · <span className="font-mono text-2xs break-all">SHA-256 {file.sha256}</span>
    </figcaption>
  </figure>
);
