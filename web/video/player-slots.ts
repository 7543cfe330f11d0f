import { useEffect, useState } from 'react';

/** Browsers decode only so many pictures well; the rest wait their turn. */
export interface PlayerSlots {
  /** Asks for a slot; `granted` is called once there is one. Returns what gives it back. */
  take(priority: number, granted: (mayPlay: boolean) => void): () => void;
}

/** As many players as a wall's machine decodes with ease. */
export const playerLimit = 10;

interface Claim {
  priority: number;
  order: number;
  playing: boolean;
  granted(mayPlay: boolean): void;
}

export function createPlayerSlots(limit = playerLimit): PlayerSlots {
  const claims = new Set<Claim>();
  let order = 0;
  const settle = () => {
    const ranked = [...claims].sort((a, b) => b.priority - a.priority || a.order - b.order);
    ranked.forEach((claim, index) => {
      const mayPlay = index < limit;
      if (claim.playing === mayPlay) return;
      claim.playing = mayPlay;
      claim.granted(mayPlay);
    });
  };
  return {
    take(priority, granted) {
      const claim: Claim = { priority, order: order++, playing: false, granted };
      claims.add(claim);
      settle();
      return () => {
        claims.delete(claim);
        settle();
      };
    },
  };
}

const slots = createPlayerSlots();

/** Whether this player may play now; a higher priority goes first. */
export function usePlayerSlot(wanted: boolean, priority: number): boolean {
  const [mayPlay, setMayPlay] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    const giveBack = slots.take(priority, setMayPlay);
    return () => {
      setMayPlay(false);
      giveBack();
    };
  }, [wanted, priority]);
  return mayPlay;
}
