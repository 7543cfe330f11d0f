import { fillEdges, fillRows } from './building-rows.ts';
import type { Draft, Site } from './building-site.ts';
import type { GridRow } from './hierarchy.ts';
import { distance } from './plane.ts';
import type { Random } from './random.ts';
import { areaOf, distanceToRing, innerPointOf } from './ring.ts';
import { seats, town, townAxes } from './skeleton.ts';
import { type Block, quarterOf, type Subdivision } from './town-blocks.ts';

/** Fills the blocks of the town and the market towns: housing until the grid has its households, then the rest of a town. */
export type BlockUse =
  | 'towers'
  | 'slabs'
  | 'old'
  | 'shops'
  | 'offices'
  | 'school'
  | 'green'
  | 'works'
  | 'market'
  | 'public'
  | 'yard';
export interface UsedBlock extends Block {
  use: BlockUse;
}

const purposeUse = { park: 'green', market: 'market', institution: 'public', tower: 'offices' } as const;

function otherUse(block: Block, isSeat: boolean, random: Random): BlockUse {
  const p = innerPointOf(block.ring, 6);
  const [u, v] = townAxes(p);
  const rim = Math.max(Math.abs(u) / 2900, Math.abs(v) / 2400);
  if (isSeat)
    return random.weighted<BlockUse>([
      ['shops', 5],
      ['yard', 4],
      ['works', 2],
      ['school', 1],
      ['public', 1],
      ['green', 2],
    ]);
  if (rim > 0.72 && (v < -900 || u < -1500))
    return random.weighted<BlockUse>([
      ['works', 6],
      ['yard', 2],
      ['shops', 1],
      ['green', 2],
    ]);
  const centre = Math.exp(-((distance(p, town.centre) / 1300) ** 2));
  return random.weighted<BlockUse>([
    ['shops', 2 + 4 * centre],
    ['offices', 0.8 + 2.5 * centre],
    ['school', areaOf(block.ring) > 13_000 ? 1.8 : 0],
    ['green', 2],
    ['public', 0.9],
    ['yard', 1.2],
  ]);
}

/** Scales a grid's housing to its households exactly; the biggest remainders get the odd ones. */
function settle(drafts: Draft[], households: number): void {
  const homes = drafts.filter((d) => d.households > 0);
  const capacity = homes.reduce((sum, d) => sum + d.households, 0);
  const exact = homes.map((d) => (d.households / capacity) * households);
  const order = exact.map((e, i) => [e - Math.floor(e), i] as const).sort((a, b) => b[0] - a[0]);
  const taller = Math.min(2.2, households / capacity);
  homes.forEach((d, i) => {
    d.households = Math.floor(exact[i] as number);
    if (taller > 1.25) d.floors = Math.min(d.kind === 'tower' ? 33 : 11, Math.round(d.floors * taller));
  });
  const left = households - homes.reduce((sum, d) => sum + d.households, 0);
  for (let k = 0; k < left; k++)
    (homes[(order[k % order.length] as readonly [number, number])[1]] as Draft).households++;
}

export function buildTown(
  grids: readonly GridRow[],
  { blocks }: Subdivision,
  site: Site,
  random: Random,
): { drafts: Draft[]; used: UsedBlock[]; households: Map<number, number> } {
  const drafts: Draft[] = [];
  const used: UsedBlock[] = [];
  const households = new Map<number, number>();
  grids.forEach((grid, g) => {
    if (grid.kind === 'rural') return;
    const own = random.shuffled(blocks.filter((block) => block.grid === g));
    const build = (block: Block, use: BlockUse): Draft[] => {
      used.push({ ...block, use });
      if (use === 'green' || use === 'yard')
        return use === 'yard' ? fillEdges(block, site, random).filter(() => random.chance(0.4)) : [];
      if (use === 'shops')
        return [
          ...fillEdges(block, site, random),
          ...(random.chance(0.5) ? fillRows(block, 'offices', site, random) : []),
        ];
      const rows = fillRows(block, use, site, random);
      return rows.length > 0 ? rows : fillEdges(block, site, random);
    };
    if (grid.purpose) {
      for (const block of own) drafts.push(...build(block, purposeUse[grid.purpose]));
      return;
    }
    const wanted = random.integer(305, 492);
    const ready: Draft[] = [];
    let capacity = 0;
    for (const block of own) {
      const p = innerPointOf(block.ring, 6);
      const quarter = grid.setting.kind === 'seat' ? 'slabs' : quarterOf(p);
      const seat = seats.some((s) => distance(s.at, p) < 1000);
      const made = build(
        block,
        capacity < wanted * 0.96 && distanceToRing(block.ring, p) > 16
          ? quarter
          : otherUse(block, seat, random),
      );
      capacity += made.reduce((sum, d) => sum + d.households, 0);
      ready.push(...made);
    }
    for (const spare of ['slabs', 'old'] as const)
      for (const block of own) {
        if (capacity >= wanted * 0.55) break;
        const made = fillRows(block, spare, site, random);
        capacity += made.reduce((sum, d) => sum + d.households, 0);
        ready.push(...made);
      }
    if (capacity === 0) throw new Error(`no housing fits into ${grid.name}`);
    settle(ready, wanted);
    households.set(g, wanted);
    drafts.push(...ready);
  });
  return { drafts, used, households };
}
