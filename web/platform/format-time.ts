import type { Language } from './words/word-tree.ts';

/** The district's own time, whatever the machine on the wall is set to; told by the first snapshot. */
let timeZone = 'Asia/Shanghai';
const locale = { zh: 'zh-CN', en: 'en-GB' } as const;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Every time of day is the district's from now on. */
export function setDistrictTimeZone(districtTimeZone: string): void {
  if (districtTimeZone === timeZone) return;
  timeZone = districtTimeZone;
  formatters.clear();
}

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions, at: number): string {
  const key = `${language}/${name}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale[language], { timeZone, hourCycle: 'h23', ...options });
    formatters.set(key, formatter);
  }
  return formatter.format(at);
}

/** `14:03:27` */
export const clockTime = (at: number | string, language: Language): string =>
  format(language, 'clock', { hour: '2-digit', minute: '2-digit', second: '2-digit' }, epoch(at));

/** `14:03` */
export const shortTime = (at: number | string, language: Language): string =>
  format(language, 'short', { hour: '2-digit', minute: '2-digit' }, epoch(at));

/** `11月20日 14:03:27`, `20 Nov 14:03:27` */
export const dateAndTime = (at: number | string, language: Language): string =>
  `${format(language, 'day', { month: 'short', day: 'numeric' }, epoch(at))} ${clockTime(at, language)}`;

/** `2026年11月20日 星期五`, `Friday 20 November 2026` */
export const longDate = (at: number, language: Language): string =>
  language === 'zh'
    ? format(language, 'long', { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }, at)
    : format(
        language,
        'long',
        { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
        at,
      ).replace(',', '');

const epoch = (at: number | string): number => (typeof at === 'number' ? at : Date.parse(at));
