/** The moments between which days of a filter lie, the last one whole; `YYYY-MM-DD` as a date field gives them. */
export function dayBounds({ from, to }: { from: string; to: string }): { from?: string; to?: string } {
  return {
    ...(from === '' ? {} : { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to === '' ? {} : { to: dayAfter(to).toISOString() }),
  };
}

function dayAfter(day: string): Date {
  const start = new Date(`${day}T00:00:00`);
  start.setDate(start.getDate() + 1);
  return start;
}
