import { useState } from 'react';
import { toast } from 'sonner';
import type { CaseDetail, TakeStep } from '#contract/case.ts';
import type { CaseStepName } from '#contract/case-machine.ts';
import { sendPhoto } from '../platform/api/send-photo.ts';
import { Button } from '../platform/interface/button.tsx';
import { PhotoField } from '../platform/interface/photo-field.tsx';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { useWords } from '../platform/words/use-words.ts';
import { OtherCaseField, OwnerField, RatingField, UntilField } from './step-fields.tsx';
import { fieldsOf, needsNote } from './steps-to-show.ts';

interface StepFormProps {
  item: CaseDetail;
  step: CaseStepName;
  busy: boolean;
  onTake(request: TakeStep): void;
  onBack(): void;
}

/** Steps that show what it looks like on the spot. */
const withPhotos: readonly CaseStepName[] = ['feedback', 'check', 'rework', 'close'];

/** A case goes to the department of its type, unless somebody chooses another. */
const firstRequest = (step: CaseStepName, { state, departmentCode }: CaseDetail): TakeStep =>
  step === 'dispatch' && state === 'accepted' && departmentCode !== null
    ? { step, departmentCode }
    : { step };

/** What a step needs beside the press: an owner, a date, another case, a rating, a word. */
export function StepForm({ item, step, busy, onTake, onBack }: StepFormProps) {
  const { t } = useWords();
  const [request, setRequest] = useState<TakeStep>(() => firstRequest(step, item));
  const [photos, setPhotos] = useState<Blob[]>([]);
  const [isSending, setSending] = useState(false);
  const change = (part: Partial<TakeStep>) => setRequest((last) => ({ ...last, ...part }));
  const fields = fieldsOf(step, item);
  const take = async () => {
    if (photos.length === 0) return onTake(request);
    setSending(true);
    try {
      onTake({ ...request, photoIds: await Promise.all(photos.map((photo) => sendPhoto(photo))) });
    } catch (error) {
      toast.error(t('case.step.failed'), { description: problemInWords(error, t) });
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      aria-label={t(`case.step.${step}`)}
      className="space-y-3 border-y border-line bg-raised px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onBack();
        }
      }}
    >
      {fields.includes('owner') && <OwnerField item={item} request={request} onChange={change} />}
      {fields.includes('until') && <UntilField onChange={change} />}
      {fields.includes('otherCase') && <OtherCaseField onChange={change} />}
      {fields.includes('rating') && <RatingField request={request} onChange={change} />}
      <label className="block text-sm text-soft">
        {t(needsNote(step) ? 'case.step.noteNeeded' : 'case.step.note')}
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the form opens because one asked for it, by key
          autoFocus
          rows={2}
          maxLength={2000}
          required={needsNote(step)}
          className="mt-1 block w-full rounded-md border border-line-strong bg-panel px-3 py-2 text-base text-ink"
          onChange={({ target }) => change({ note: target.value.trim() || undefined })}
        />
      </label>
      {withPhotos.includes(step) && <PhotoField photos={photos} onChange={setPhotos} />}
      <div className="grid grid-cols-2 gap-2">
        <Button onClick={onBack}>{t('case.step.back')}</Button>
        <Button type="submit" look="accent" disabled={busy || isSending}>
          {t(`case.step.${step}`)}
        </Button>
      </div>
    </form>
  );
}
