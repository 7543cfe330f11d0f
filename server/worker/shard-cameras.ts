import { seesEveryFrame, type WatchedCamera } from './watched-camera.ts';

/** Looking at every frame costs about as much as this many keyframe cameras. */
const everyFrameWeight = 8;

const weightOf = (camera: Pick<WatchedCamera, 'scene'>): number =>
  seesEveryFrame(camera) ? everyFrameWeight : 1;

/**
 * Which child watches which camera. A camera stays where it is, for moving it costs what its scene has seen so far,
 * unless its child carries far more than its share.
 */
export const shardCameras = <C extends Pick<WatchedCamera, 'code' | 'scene'>>(
  cameras: readonly C[],
  childCount: number,
  before: ReadonlyMap<string, number>,
): C[][] => {
  const shards: C[][] = Array.from({ length: childCount }, () => []);
  const loads = new Array<number>(childCount).fill(0);
  const total = cameras.reduce((sum, camera) => sum + weightOf(camera), 0);
  const heaviest = Math.max(...cameras.map(weightOf), 0);
  const bearable = (total / childCount) * 1.5 + heaviest;
  const place = (camera: C, child: number): void => {
    shards[child]?.push(camera);
    loads[child] = (loads[child] as number) + weightOf(camera);
  };
  const homeless: C[] = [];
  for (const camera of cameras) {
    const home = before.get(camera.code);
    const fits =
      home !== undefined && home < childCount && (loads[home] as number) + weightOf(camera) <= bearable;
    if (fits) place(camera, home);
    else homeless.push(camera);
  }
  const heavyFirst = homeless.toSorted((a, b) => weightOf(b) - weightOf(a) || (a.code < b.code ? -1 : 1));
  for (const camera of heavyFirst) place(camera, loads.indexOf(Math.min(...loads)));
  return shards;
};
