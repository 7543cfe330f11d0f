import { type Mount, round } from './camera-mount.ts';
import { chineseNumber } from './names.ts';
import type { Placed, World } from './place-streams.ts';
import { distance, type Point, travel } from './plane.ts';
import type { Random } from './random.ts';
import { hilliness } from './terrain.ts';
import { isWet } from './waters.ts';

/** On tall roofs in the town, on hilltops, and on masts over the fields. */
export function hawkEyeMounts(
  { drafts, villages, ground }: World,
  placed: readonly Placed[],
  inside: (p: Point) => boolean,
  count: number,
  random: Random,
): Mount[] {
  const taken: Point[] = placed.map((p) => p.at);
  const apart = (p: Point, metres: number): boolean =>
    inside(p) && taken.every((q) => distance(p, q) > metres);
  const mounts: Mount[] = [];
  const add = (at: Point, heightMetres: number, name: string, nameEn: string): void => {
    taken.push(at);
    mounts.push({
      kind: 'hawk-eye',
      at,
      heightMetres: round(heightMetres, 1),
      bearingDegrees: random.between(0, 360),
      tiltDegrees: -round(random.between(4, 9), 1),
      horizontalFovDegrees: random.pick([42, 50, 60]),
      name,
      nameEn,
    });
  };
  const roofs = random.shuffled(drafts.filter((d) => d.kind === 'tower' && d.floors >= 24));
  for (const roof of roofs)
    if (mounts.length < 24 && apart(roof.footprint.centre, 480))
      add(
        roof.footprint.centre,
        roof.floors * 3 + 4,
        `楼顶鹰眼${chineseNumber(mounts.length + 1)}`,
        `Roof Hawk-eye ${mounts.length + 1}`,
      );
  const hilltops = villages
    .filter((v) => hilliness(v.at) > 0.3)
    .map((v) => {
      const around = Array.from({ length: 24 }, (_, i) => travel(v.at, i * 15, 620));
      return around.reduce((a, b) => (ground(b) > ground(a) ? b : a));
    });
  let n = 0;
  for (const at of random.shuffled(hilltops))
    if (n < 20 && apart(at, 1_500)) add(at, 32, `山顶鹰眼${chineseNumber(++n)}`, `Hilltop Hawk-eye ${n}`);
  n = 0;
  for (const { at } of random.shuffled(villages)) {
    const mast = travel(at, random.between(0, 360), 320);
    if (mounts.length < count && hilliness(at) < 0.2 && apart(mast, 1_150) && !isWet(mast, 30))
      add(mast, random.between(36, 46), `田野鹰眼${chineseNumber(++n)}`, `Field Hawk-eye ${n}`);
  }
  return mounts;
}
