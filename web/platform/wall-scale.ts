import { useEffect } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Type size: `auto` follows the screen, a number is a fixed factor. */
export type ScaleChoice = 'auto' | number;
export const scaleChoices: readonly ScaleChoice[] = ['auto', 0.9, 1, 1.15, 1.3, 1.5, 2];

/**
 * The factor that keeps type legible from four metres: a desk screen is 1, a wall as wide as two screens 1.2,
 * a 4K-high wall twice that of its 1080-line half.
 */
export function autoScale(widthPixels: number, heightPixels: number): number {
  if (widthPixels < 900) return 1;
  const lines = heightPixels / 1080;
  const breadth = widthPixels / heightPixels >= 2.6 ? 1.2 : 1;
  return Math.round(Math.min(3, Math.max(0.85, Math.min(lines, widthPixels / 1920) * breadth)) * 20) / 20;
}

const useFactor = create<{ factor: number }>()(() => ({ factor: 1 }));

/** The factor in force, for what is drawn on canvases and so does not follow the root's font size. */
export const useRootScale = (): number => useFactor(({ factor }) => factor);

export const useScaleChoice = create<{ choice: ScaleChoice; choose(choice: ScaleChoice): void }>()(
  persist((set) => ({ choice: 'auto', choose: (choice) => set({ choice }) }), { name: 'eyrie.scale' }),
);

/** Sets the root's font size, on which every length of the interface stands. */
export function useWallScale(): void {
  const choice = useScaleChoice((state) => state.choice);
  useEffect(() => {
    const apply = () => {
      const factor = choice === 'auto' ? autoScale(window.innerWidth, window.innerHeight) : choice;
      useFactor.setState({ factor });
      document.documentElement.style.fontSize = `${16 * factor}px`;
    };
    apply();
    window.addEventListener('resize', apply);
    return () => window.removeEventListener('resize', apply);
  }, [choice]);
}
