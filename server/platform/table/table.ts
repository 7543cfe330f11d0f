/** A table to be taken along, as a workbook or as text. */
export interface Table {
  title: string;
  columns: readonly { name: string /** In characters. */; width: number }[];
  rows: readonly (readonly Cell[])[];
  /** What the reader must know of it, below the rows. */
  note?: string | undefined;
}
export type Cell = string | number | null;

/** `2026-11-20 14:03` by the district's clock, which sorts and which every spreadsheet reads. */
export function tableTime(at: string | null, timeZone: string): string | null {
  if (at === null) return null;
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(at),
  );
}
