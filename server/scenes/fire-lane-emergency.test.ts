import { describe, expect, it } from 'vitest';
import type { Box, Picture } from '#contract/detection.ts';
import { rectangle } from './fire-lane.fixture.ts';
import { createEmergencyWatch } from './fire-lane-emergency.ts';

const [width, height] = [640, 360];
const place: Box = [280, 200, 90, 70];
const lamp: Box = [320, 202, 4, 3];
type Colour = readonly [number, number, number];
const [red, white, silver, blue]: readonly [Colour, Colour, Colour, Colour] = [
  [170, 30, 28],
  [210, 208, 202],
  [88, 90, 94],
  [40, 60, 250],
];

/** A street with a vehicle of one colour, and what else is painted at each look. */
function watch(body: Colour, paint: (data: Uint8Array, look: number) => void, looks = 30): boolean {
  const emergencies = createEmergencyWatch();
  for (let look = 0; look < looks; look++) {
    const data = new Uint8Array(width * height * 3).fill(90);
    rectangle(data, place, body);
    paint(data, look);
    const picture: Picture = { width, height, channels: 3, data, scaleX: 1, scaleY: 1 };
    emergencies.look(picture, [{ id: 7, standingSince: 0, place }]);
  }
  return emergencies.isEmergency(7);
}
const flashing = (data: Uint8Array, look: number) => {
  if ((look * 5) % 12 < 5) rectangle(data, lamp, blue);
};

describe('emergency vehicles', () => {
  it('are known by blue lamps that flash on a red or a white body', () => {
    expect(watch(red, flashing)).toBe(true);
    expect(watch(white, flashing)).toBe(true);
  });

  it('are not every red truck or white van', () => {
    expect(watch(red, () => undefined)).toBe(false);
    expect(watch(white, () => undefined)).toBe(false);
  });

  it('have lamps that flash: what is blue all the time is a sign or a tarpaulin', () => {
    expect(watch(white, (data) => rectangle(data, lamp, blue))).toBe(false);
  });

  it('have lamps that leap out: blue paint that wavers with the noise is none', () => {
    const wavers = (data: Uint8Array, look: number) =>
      rectangle(data, lamp, (look * 5) % 12 < 5 ? [70, 74, 124] : [70, 74, 117]);
    expect(watch(white, wavers)).toBe(false);
  });

  it('have lamps in one place: blue clothes that pass are none', () => {
    const passes = (data: Uint8Array, look: number) => {
      if (look >= 10 && look < 16) rectangle(data, [280 + (look - 10) * 15, 230, 6, 12], blue);
    };
    expect(watch(white, passes)).toBe(false);
  });

  it('are neither grey nor black', () => {
    expect(watch(silver, flashing)).toBe(false);
  });

  it('must be looked at long enough', () => {
    expect(watch(red, flashing, 6)).toBe(false);
  });
});
