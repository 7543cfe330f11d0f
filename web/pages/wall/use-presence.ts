import { useEffect } from 'react';
import { useSelection } from '../../platform/selection.ts';

const signs = ['pointerdown', 'keydown', 'wheel'] as const;

/** While somebody types, clicks or scrolls, the wall opens nothing over what they are at. */
export function usePresence(): void {
  const touch = useSelection((selection) => selection.touch);
  useEffect(() => {
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touch);
    };
  }, [touch]);
}
