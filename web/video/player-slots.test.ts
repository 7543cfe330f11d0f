import { describe, expect, it } from 'vitest';
import { createPlayerSlots } from './player-slots.ts';

function player(slots: ReturnType<typeof createPlayerSlots>, priority = 0) {
  const state = { plays: false, stop: () => {} };
  state.stop = slots.take(priority, (mayPlay) => {
    state.plays = mayPlay;
  });
  return state;
}

describe('player slots', () => {
  it('let as many play as the limit says, the first come first', () => {
    const slots = createPlayerSlots(2);
    const players = [player(slots), player(slots), player(slots)];
    expect(players.map(({ plays }) => plays)).toEqual([true, true, false]);
  });

  it('give a freed slot to the one that waits', () => {
    const slots = createPlayerSlots(1);
    const [first, second] = [player(slots), player(slots)];
    first.stop();
    expect(second.plays).toBe(true);
  });

  it('let an alerting camera push out a quiet one', () => {
    const slots = createPlayerSlots(1);
    const quiet = player(slots);
    const alerting = player(slots, 1);
    expect([quiet.plays, alerting.plays]).toEqual([false, true]);
    alerting.stop();
    expect(quiet.plays).toBe(true);
  });
});
