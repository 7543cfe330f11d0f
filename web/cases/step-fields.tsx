import type { CaseDetail, TakeStep } from '#contract/case.ts';
import { CaseLevel, Rating } from '#contract/case-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { useDepartments } from './use-departments.ts';

const field =
  'mt-1 block min-h-9 w-full rounded-md border border-line-strong bg-panel px-3 text-base text-ink';

interface FieldProps {
  onChange(part: Partial<TakeStep>): void;
}

/** Who gets the case: the department of its type, another one, or the people of its area. */
export function OwnerField({
  item,
  request,
  onChange,
}: FieldProps & { item: CaseDetail; request: TakeStep }) {
  const { t, nameIn } = useWords();
  const { data } = useDepartments();
  const byType = item.departmentCode !== null && item.state === 'accepted';
  const levels = CaseLevel.options.filter((level) => level !== 'county' && level !== 'department');
  return (
    <label className="block text-sm text-soft">
      {t('case.step.owner')}
      <select
        required
        className={field}
        value={request.departmentCode ?? (request.level ? `level:${request.level}` : '')}
        onChange={({ target: { value } }) =>
          onChange(
            value.startsWith('level:')
              ? { departmentCode: undefined, level: CaseLevel.parse(value.slice('level:'.length)) }
              : { departmentCode: value || undefined, level: undefined },
          )
        }
      >
        <option value="">{t('case.step.ownerHint')}</option>
        <optgroup label={t('case.step.department')}>
          {data?.items.map((department) => (
            <option key={department.code} value={department.code}>
              {byType && department.code === item.departmentCode
                ? t('case.step.ownerByType', { name: nameIn(department, 'name') })
                : nameIn(department, 'name')}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('case.step.levels')}>
          {levels.map((level) => (
            <option key={level} value={`level:${level}`}>
              {t(`case.step.level.${level}`)}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

export function UntilField({ onChange }: FieldProps) {
  const { t } = useWords();
  return (
    <label className="block text-sm text-soft">
      {t('case.step.until')}
      <input
        required
        type="datetime-local"
        className={field}
        onChange={({ target: { value } }) =>
          onChange({ until: value ? new Date(value).toISOString() : undefined })
        }
      />
    </label>
  );
}

export function OtherCaseField({ onChange }: FieldProps) {
  const { t } = useWords();
  return (
    <label className="block text-sm text-soft">
      {t('case.step.otherCase')}
      <input
        required
        placeholder="20261121-000123"
        className={field}
        onChange={({ target: { value } }) => onChange({ otherCaseId: value.trim() || undefined })}
      />
    </label>
  );
}

export function RatingField({ request, onChange }: FieldProps & { request: TakeStep }) {
  const { t } = useWords();
  return (
    <fieldset className="flex flex-wrap gap-4 text-base">
      {Rating.options.map((rating) => (
        <label key={rating} className="flex min-h-9 items-center gap-2">
          <input
            required
            type="radio"
            name="rating"
            className="size-4 accent-accent"
            checked={request.rating === rating}
            onChange={() => onChange({ rating })}
          />
          {t(`case.step.rating.${rating}`)}
        </label>
      ))}
    </fieldset>
  );
}
