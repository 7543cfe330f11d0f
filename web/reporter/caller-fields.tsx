import { useWords } from '../platform/words/use-words.ts';
import type { WaitingReport } from './outbox.ts';

type ForOthers = Pick<WaitingReport['report'], 'source' | 'caller'>;

const sources = ['staff', 'hotline', 'resident', 'delegate'] as const;
const field =
  'block min-h-12 w-full rounded-md border border-line-strong bg-ground/70 px-3 text-base text-ink';

/** Who the report is from, where the centre writes down what somebody else said. */
export function CallerFields({ value, onChange }: { value: ForOthers; onChange(value: ForOthers): void }) {
  const { t } = useWords();
  const { source = 'staff', caller } = value;
  const change = (part: { name?: string; phone?: string }) => {
    const { name, phone } = { ...caller, ...part };
    onChange({ source, caller: { ...(name ? { name } : {}), ...(phone ? { phone } : {}) } });
  };
  return (
    <div className="grid grid-cols-2 gap-3">
      <label className="col-span-2 block">
        <span className="mb-1.5 block text-sm text-soft">{t('case.field.source')}</span>
        <select
          className={field}
          value={source}
          onChange={({ target }) => {
            const chosen = sources.find((each) => each === target.value) ?? 'staff';
            onChange(chosen === 'staff' ? {} : { ...(caller ? { caller } : {}), source: chosen });
          }}
        >
          {sources.map((each) => (
            <option key={each} value={each}>
              {t(`case.source.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {source !== 'staff' && (
        <>
          <label className="block">
            <span className="mb-1.5 block text-sm text-soft">{t('report.callerName')}</span>
            <input
              className={field}
              maxLength={50}
              value={caller?.name ?? ''}
              onChange={({ target }) => change({ name: target.value })}
            />
          </label>
          <label className="block">
            <span className="mb-1.5 block text-sm text-soft">{t('report.callerPhone')}</span>
            <input
              className={field}
              type="tel"
              pattern="\s*\+?[\d \-]{5,20}\s*"
              value={caller?.phone ?? ''}
              onChange={({ target }) => change({ phone: target.value })}
            />
          </label>
        </>
      )}
    </div>
  );
}
