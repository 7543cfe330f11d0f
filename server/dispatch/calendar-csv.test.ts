import { describe, expect, it } from 'vitest';
import type { WorkingCalendar } from '#contract/working-calendar.ts';
import { readDays } from './calendar-csv.ts';

const current: WorkingCalendar = {
  timeZone: 'Asia/Shanghai',
  officeHours: [{ from: '09:00', to: '17:00' }],
  weekdays: [1, 2, 3, 4, 5],
  holidays: ['2026-10-01', '2027-05-01'],
  adjustedWorkdays: ['2026-10-10', '2027-05-08'],
};

describe('a file of holidays', () => {
  it('takes the place of what was set for its years, and leaves other years alone', () => {
    const { calendar, years, problems } = readDays(
      'date,kind,name\n2027-10-01,节假日,国庆\n2027-01-01,holiday,元旦\n2027-10-09,调休上班,\n',
      current,
    );
    expect(problems).toEqual([]);
    expect(years).toEqual(['2027']);
    expect(calendar).toEqual({
      ...current,
      holidays: ['2026-10-01', '2027-01-01', '2027-10-01'],
      adjustedWorkdays: ['2026-10-10', '2027-10-09'],
    });
  });

  it('has every wrong line named', () => {
    const { problems } = readDays(
      '2027-02-30,holiday\n2027-01-01,perhaps\n2027-01-02,休\n2027-01-02,班\n,班\n',
      current,
    );
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [1, 'date'],
      [2, 'kind'],
      [4, 'date'],
      [5, 'date'],
    ]);
    expect(readDays('', current).problems).toHaveLength(1);
  });
});
