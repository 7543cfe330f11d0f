import { useTranslation } from 'react-i18next';
import { setLanguage } from './i18n.ts';
import type { Language } from './word-tree.ts';

type Named<Key extends string> = { [K in Key]: string | null } & { [K in `${Key}En`]: string | null };

/** The words of the current language, and the right one of two names that the server gives. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  return {
    t,
    language,
    switchLanguage: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
    /** `nameIn(camera, 'name')` is `name` in Chinese, `nameEn` in English, the other where one is missing. */
    nameIn: <Key extends string>(named: Named<Key>, key: Key): string => {
      const pair = named as Record<string, string | null>;
      const [first, second] = language === 'en' ? [`${key}En`, key] : [key, `${key}En`];
      return pair[first] || pair[second] || '';
    },
  };
}
