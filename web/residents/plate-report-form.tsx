import { type FormEvent, type ReactNode, useState } from 'react';
import type { PlateView, ReportableType } from '#contract/resident.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { TypeChoice } from './type-choice.tsx';

interface PlateReportFormProps {
  plate: PlateView;
  /** Where pictures are taken. */
  photos: ReactNode;
  onReport(report: { typeCode: string; text: string }): void;
}

/** What is wrong here, in one choice, some pictures and a few words; the place is known already. */
export function PlateReportForm({ plate, photos, onReport }: PlateReportFormProps) {
  const { t } = useWords();
  const [type, setType] = useState<ReportableType | null>(null);
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (type) onReport({ typeCode: type.code, text: text.trim() });
  };
  return (
    <form onSubmit={submit} className="space-y-6">
      <TypeChoice types={plate.types} chosen={type} onChoose={setType} />
      {type && (
        <>
          {photos}
          <label className="block">
            <span className="mb-1.5 block text-base text-soft">{t('resident.words')}</span>
            <textarea
              required
              rows={4}
              maxLength={2000}
              placeholder={t('resident.wordsHint')}
              value={text}
              onChange={({ target }) => setText(target.value)}
              className="block w-full rounded-md border-2 border-line-strong bg-panel px-3 py-2 text-lg placeholder:text-faint"
            />
          </label>
          <Button type="submit" look="accent" disabled={text.trim() === ''} className="h-15 w-full text-xl!">
            {t('resident.submit')}
          </Button>
        </>
      )}
    </form>
  );
}
