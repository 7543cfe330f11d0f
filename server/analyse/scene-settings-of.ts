import type { Frame } from '#contract/detection.ts';
import { type AnalyseArguments, BadInput, type Polygon } from './arguments.ts';

/** The scene's settings as the command line means them, for a source of that size. */
export const sceneSettingsOf = (
  args: AnalyseArguments,
  { width, height }: Pick<Frame, 'width' | 'height'>,
): unknown => {
  const normalise = (polygon: Polygon): Polygon => {
    if (polygon.every(([x, y]) => x <= 1 && y <= 1)) return polygon;
    if (polygon.some(([x, y]) => x > width || y > height)) {
      throw new BadInput(`A corner lies outside the ${width}×${height} picture`);
    }
    return polygon.map(([x, y]) => [x / width, y / height]);
  };
  const ignored = args.ignore.map(normalise);
  switch (args.scene) {
    case 'fire-lane':
      return {
        ...(args.zone ? { zone: normalise(args.zone) } : {}),
        ignoreZones: ignored,
        ...(args.dwellSeconds === undefined
          ? {}
          : { dwellSeconds: args.dwellSeconds, preAlarmSeconds: Math.min(30, args.dwellSeconds) }),
      };
    case 'straw-burning':
      return { ignoreZones: ignored };
    case 'high-rise-throwing':
      return { masks: ignored };
  }
};
