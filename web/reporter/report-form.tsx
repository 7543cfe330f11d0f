import { MapPin } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { LngLat } from '#contract/geo.ts';
import type { EventType } from '#contract/whistle.ts';
import { Button } from '../platform/interface/button.tsx';
import { PhotoField } from '../platform/interface/photo-field.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { CallerFields } from './caller-fields.tsx';
import type { WaitingReport } from './outbox.ts';
import type { Position } from './use-position.ts';

const field =
  'block min-h-12 w-full rounded-md border border-line-strong bg-ground/70 px-3 text-base text-ink';

interface ReportFormProps {
  types: readonly EventType[];
  position: Position;
  /** The centre writes down what others report. */
  isForOthers: boolean;
  onReport(report: Omit<WaitingReport, 'clientKey' | 'writtenAt'>): void;
}

/** What, where, in words and pictures. */
export function ReportForm({ types, position, isForOthers, onReport }: ReportFormProps) {
  const { t, nameIn } = useWords();
  const [typeCode, setTypeCode] = useState('');
  const [text, setText] = useState('');
  const [from, setFrom] = useState<Pick<WaitingReport['report'], 'source' | 'caller'>>({});
  const [photos, setPhotos] = useState<Blob[]>([]);
  const [typed, setTyped] = useState('');
  const location: LngLat | undefined = position.state === 'known' ? position.location : placeOf(typed);
  const classes = types.filter(({ parentCode }) => parentCode === null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!location) return;
    onReport({
      report: { typeCode, location, text: text.trim(), ...from },
      photos: photos.map((picture) => ({ picture })),
    });
    setText('');
    setFrom({});
    setPhotos([]);
  };
  return (
    <form onSubmit={submit} className="space-y-5">
      <label className="block">
        <span className="mb-1.5 block text-sm text-soft">{t('report.type')}</span>
        <select
          required
          className={field}
          value={typeCode}
          onChange={({ target }) => setTypeCode(target.value)}
        >
          <option value="">{t('report.chooseType')}</option>
          {classes.map((group) => (
            <optgroup key={group.code} label={nameIn(group, 'name')}>
              {types
                .filter(({ parentCode }) => parentCode === group.code)
                .map((type) => (
                  <option key={type.code} value={type.code}>
                    {nameIn(type, 'name')}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <PhotoField photos={photos} onChange={setPhotos} />
      <label className="block">
        <span className="mb-1.5 block text-sm text-soft">{t('report.text')}</span>
        <textarea
          required
          rows={3}
          maxLength={2000}
          className={`${field} py-2`}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      {isForOthers && <CallerFields value={from} onChange={setFrom} />}
      {position.state === 'denied' ? (
        <label className="block">
          <span className="mb-1.5 block text-sm text-soft">{t('report.typePlace')}</span>
          <input
            required
            inputMode="decimal"
            placeholder="113.77829, 30.28971"
            pattern="\s*-?\d+(\.\d+)?\s*[,，]\s*-?\d+(\.\d+)?\s*"
            className={field}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
      ) : (
        <p className="flex items-center gap-2 text-sm text-soft">
          <MapPin className="size-4 text-accent" aria-hidden="true" />
          {position.state === 'known'
            ? t('report.place', { metres: position.accuracyMetres })
            : t('report.findingPlace')}
        </p>
      )}
      <Button type="submit" look="accent" className="h-13 w-full text-lg" disabled={!location}>
        {t('report.submit')}
      </Button>
    </form>
  );
}

/** `lng, lat` as typed. */
function placeOf(typed: string): LngLat | undefined {
  const [lng, lat, ...more] = typed.split(/[,，]/).map((part) => Number(part.trim() || Number.NaN));
  const isPlace =
    more.length === 0 && Math.abs(lng ?? Number.NaN) <= 180 && Math.abs(lat ?? Number.NaN) <= 90;
  return isPlace ? [lng as number, lat as number] : undefined;
}
