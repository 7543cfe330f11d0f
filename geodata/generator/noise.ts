import { createNoise2D } from 'simplex-noise';
import { createRandom } from './random.ts';

/** Smooth noise in [-1, 1] over the plane, one independent field per name. */
export function noiseField(seed: string, wavelengthMetres: number): (x: number, y: number) => number {
  const noise = createNoise2D(createRandom(`noise/${seed}`).next);
  return (x, y) => noise(x / wavelengthMetres, y / wavelengthMetres);
}

/** Fractal noise in about [-1, 1]: each octave has half the wavelength and half the weight of the one before. */
export function fractalField(
  seed: string,
  wavelengthMetres: number,
  octaves: number,
): (x: number, y: number) => number {
  const fields = Array.from({ length: octaves }, (_, i) =>
    noiseField(`${seed}/${i}`, wavelengthMetres / 2 ** i),
  );
  const total = 2 - 2 ** (1 - octaves);
  return (x, y) => fields.reduce((sum, field, i) => sum + field(x, y) / 2 ** i, 0) / total;
}
