import { CaseSearch } from '#contract/find.ts';

/** The search as the page's address carries it, so that it can be linked to and gone back to. */
export function searchOf(parameters: URLSearchParams): CaseSearch {
  const parsed = CaseSearch.safeParse(Object.fromEntries(parameters));
  return parsed.success ? parsed.data : {};
}

/** The address of a search; what is empty is left out. */
export function parametersOf(search: CaseSearch): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (value) parameters.set(name, value);
  return parameters;
}

/** A search with one part changed or, where it is empty, taken away. */
export function withPart(search: CaseSearch, name: keyof CaseSearch, value: string): CaseSearch {
  const { [name]: _, ...rest } = search;
  return value === '' ? rest : CaseSearch.parse({ ...rest, [name]: value });
}

const oneDayMs = 86_400_000;
/** Where a day begins by the clock on the wall; `days` later where asked. */
export function dayStart(day: string, days = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + days).toISOString();
}

/** The day that an instant lies in, as a date field writes it; `to` is the start of the day after. */
export function dayOf(instant: string | undefined, isEnd = false): string {
  if (!instant) return '';
  const at = new Date(Date.parse(instant) - (isEnd ? oneDayMs / 2 : 0));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
