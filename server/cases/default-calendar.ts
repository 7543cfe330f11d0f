import { WorkingCalendar } from '#contract/working-calendar.ts';

/**
 * What counts until a centre sets its own: Monday to Friday, 08:30–12:00 and 14:30–18:00. The dates are those that we
 * know of the State Council's arrangement for 2026; a centre checks them and adds each year's when it is published.
 */
export const defaultCalendar = (timeZone: string): WorkingCalendar =>
  WorkingCalendar.parse({
    timeZone,
    officeHours: [
      { from: '08:30', to: '12:00' },
      { from: '14:30', to: '18:00' },
    ],
    weekdays: [1, 2, 3, 4, 5],
    holidays: [
      ...dates('2026-01-01', 3),
      ...dates('2026-02-15', 9),
      ...dates('2026-04-04', 3),
      ...dates('2026-05-01', 5),
      ...dates('2026-06-19', 3),
      ...dates('2026-09-25', 3),
      ...dates('2026-10-01', 7),
    ],
    adjustedWorkdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  });

function dates(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10),
  );
}
