import { useQueryClient } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { CalendarEditor } from './calendar-editor.tsx';
import { CsvImport } from './csv-import.tsx';
import { useDispatchQuery } from './use-dispatch-query.ts';

/** 工作日历: when offices work, which is what working hours and days count. */
export function CalendarBoard({ mayChange }: { mayChange: boolean }) {
  const { t } = useWords();
  const queryClient = useQueryClient();
  const { data, error, refetch, dataUpdatedAt } = useDispatchQuery('workingCalendar');
  return (
    <div className="mx-auto max-w-4xl px-4 py-4">
      {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
      {mayChange && (
        <div className="mb-4 flex flex-wrap items-center gap-3">
          <CsvImport
            send={(body) => call('importDays', { body })}
            describe={({ years }, file) => t('dispatch.import.days', { file, years: years.join(', ') })}
            onImported={() => void queryClient.invalidateQueries({ queryKey: ['dispatch'] })}
          />
          <span className="text-sm text-faint">{t('dispatch.calendar.importHint')}</span>
        </div>
      )}
      {data && <CalendarEditor key={dataUpdatedAt} calendar={data} mayChange={mayChange} />}
    </div>
  );
}
