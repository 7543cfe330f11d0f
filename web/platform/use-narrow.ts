import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 767px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether this is a phone's screen. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
