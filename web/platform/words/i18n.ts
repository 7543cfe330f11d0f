import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, type WordsOf, wordsOf } from './word-tree.ts';
import { words } from './words.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: WordsOf<typeof words> };
  }
}

const storageKey = 'eyrie.language';

const storedLanguage = (): Language => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh');

/** Starts the interface's language: Chinese unless this browser chose English before. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: storedLanguage(),
    fallbackLng: false,
    defaultNS: 'words',
    ns: ['words'],
    resources: { zh: { words: wordsOf(words, 'zh') }, en: { words: wordsOf(words, 'en') } },
    interpolation: { escapeValue: false },
  });
  labelDocument();
}

/** Changes the language now and for the next visit. */
export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await i18next.changeLanguage(language);
  labelDocument();
}

function labelDocument(): void {
  document.documentElement.lang = i18next.language === 'en' ? 'en' : 'zh-CN';
  document.title = i18next.language === 'en' ? 'Eyrie' : '鹰巢 Eyrie';
}
