import { useEffect, useRef } from 'react';
import type { Alert } from '#contract/alert.ts';
import { soundAlert, useSoundChoice } from './alert-sound.ts';

/** Sounds once for each alert that comes while the page is open; many at once sound once. */
export function useAlertSound(mine: readonly Alert[], unanswered: readonly Alert[], loaded: boolean): void {
  const on = useSoundChoice((choice) => choice.on);
  const heard = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!loaded) return;
    const keys = [...mine.map(({ id }) => id), ...unanswered.map(({ id }) => `${id} unanswered`)];
    const news = heard.current ? keys.filter((key) => !heard.current?.has(key)) : [];
    heard.current = new Set([...(heard.current ?? []), ...keys]);
    if (!on || news.length === 0) return;
    soundAlert(news.some((key) => key.endsWith('unanswered'))).catch((error) =>
      console.warn('the alert could not be sounded', error),
    );
  }, [mine, unanswered, loaded, on]);
}
