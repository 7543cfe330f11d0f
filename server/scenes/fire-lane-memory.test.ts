import { describe, expect, it } from 'vitest';
import { type CellLooks, createLooks } from './fire-lane-cells.ts';
import { createCellMemory, lookKinds } from './fire-lane-memory.ts';

/** Forty by twenty cells of road, and what one of them shows. */
const columns = 40;
const rows = 20;
const count = columns * rows;
const cell = 410;
const nobody = new Uint8Array(count);
const everywhere = new Uint8Array(count).fill(1);
type Shows = 'road' | 'red' | 'blue';
const tints: Record<Shows, [red: number, blue: number, brightness: number]> = {
  road: [0, 0, 110],
  red: [0.5, -0.2, 90],
  blue: [-0.2, 0.5, 80],
};

const road = (shows: Shows, light = 1): CellLooks => {
  const looks = createLooks(count);
  looks.brightness.fill(110 * light);
  const [red, blue, brightness] = tints[shows];
  looks.red[cell] = red;
  looks.blue[cell] = blue;
  looks.brightness[cell] = brightness * light;
  return looks;
};

/** Shows a cell's looks one after the other, a second each; answers the memory. */
const seen = (...shows: Shows[]) => {
  const memory = createCellMemory(columns, rows);
  shows.forEach((look, second) => {
    memory.take(second * 1000, road(look), nobody, nobody);
  });
  return memory;
};
const often = (look: Shows, times: number): Shows[] => Array.from({ length: times }, () => look);

describe('a cell’s memory', () => {
  it('takes for its ground what it has shown from the start', () => {
    const memory = seen(...often('road', 6));
    expect(memory.groundOf(cell)).toBe(memory.shown(cell));
    expect(memory.kindOf(memory.shown(cell))).toBe(lookKinds.ground);
  });

  it('knows something upon its ground, since when, and the ground again at once', () => {
    const memory = seen(...often('road', 6), ...often('red', 5));
    const thing = memory.shown(cell);
    expect(thing).not.toBe(memory.groundOf(cell));
    expect(memory.isSettled(thing)).toBe(true);
    expect(memory.since(thing)).toBe(6000);
    memory.take(11_000, road('road'), nobody, nobody);
    expect(memory.shown(cell)).toBe(memory.groundOf(cell));
  });

  it('does not take for settled what only passes', () => {
    const memory = seen(...often('road', 6), 'red', 'road', 'blue', 'road', 'red');
    expect(memory.isSettled(memory.shown(cell))).toBe(false);
    expect(memory.since(memory.shown(cell)), 'a new stay, as the road was seen between').toBe(10_000);
  });

  it('follows the light of its surroundings', () => {
    const memory = seen(...often('road', 6));
    for (let step = 1; step <= 20; step++)
      memory.take(6000 + step * 1000, road('road', 1 - 0.03 * step), nobody, nobody);
    expect(memory.shown(cell)).toBe(memory.groundOf(cell));
  });

  it('goes on with a stay that was hidden, and forgets nothing of a known thing', () => {
    const memory = seen(...often('road', 6), ...often('red', 5));
    const thing = memory.shown(cell);
    memory.makeThing(thing);
    memory.take(11_000, road('blue'), nobody, nobody);
    memory.take(12_000, road('red'), nobody, nobody);
    expect(memory.shown(cell)).toBe(thing);
    expect(memory.since(thing)).toBe(6000);
  });

  it('says nothing of a cell that the camera no longer sees', () => {
    const memory = seen(...often('road', 6));
    memory.take(6000, road('red'), nobody, everywhere);
    expect(memory.shown(cell)).toBe(-1);
    expect(memory.groundOf(cell)).toBeGreaterThanOrEqual(0);
  });

  it('knows how often the detector saw a vehicle there', () => {
    const memory = seen(...often('road', 4));
    for (let second = 4; second < 8; second++) memory.take(second * 1000, road('road'), everywhere, nobody);
    expect(memory.coveredShare(memory.shown(cell))).toBe(0.5);
  });

  it('takes everything as its ground when the whole picture has changed', () => {
    const memory = seen(...often('road', 6), ...often('red', 3));
    memory.relearn();
    expect(memory.groundOf(cell)).toBe(memory.shown(cell));
  });
});
