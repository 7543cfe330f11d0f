import type { LngLat, Uncertainty } from '#contract/geo.ts';
import { offset } from './destination.ts';

const steps = 48;
/** Drawn at two standard deviations: the thing stands inside in about nine cases of ten. */
const sigmas = 2;

/** The ellipse in which a georeferenced thing stands; closed. */
export function uncertaintyEllipse(centre: LngLat, uncertainty: Uncertainty): LngLat[] {
  const bearing = (uncertainty.bearingDegrees * Math.PI) / 180;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = (step / steps) * 2 * Math.PI;
    const along = Math.cos(angle) * uncertainty.majorMetres * sigmas;
    const across = Math.sin(angle) * uncertainty.minorMetres * sigmas;
    return offset(
      centre,
      along * Math.sin(bearing) + across * Math.cos(bearing),
      along * Math.cos(bearing) - across * Math.sin(bearing),
    );
  });
}
