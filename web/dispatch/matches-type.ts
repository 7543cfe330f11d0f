import type { KeptEventType } from '#contract/event-type.ts';

/** Whether what somebody types names this type, by code or name in either language. */
export function matchesType({ code, name, nameEn }: KeptEventType, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [code, name, nameEn].some((each) => each.toLowerCase().includes(wanted));
}
