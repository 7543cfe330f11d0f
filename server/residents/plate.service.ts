import { randomInt } from 'node:crypto';
import type { NewAuditEntry } from '#contract/audit.ts';
import type { LngLat } from '#contract/geo.ts';
import type { NewPlate, Plate, PlateView } from '#contract/resident.ts';
import type { SessionUser } from '#contract/session.ts';
import { gridCondition, scopeOf } from '../access/scope.ts';
import { type Db, type Pool, transact } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import {
  findReportablePlate,
  insertPlates,
  listPlates,
  listReportableTypes,
  retirePlate,
  seenGrids,
  takenCodes,
} from './plate.repository.ts';

export type PlateService = ReturnType<typeof createPlateService>;

/** No letters that look like digits, and none that make words. */
const alphabet = '0123456789BCDFGHJKMNPQRSTVWXYZ';
const codeLength = 10;
export const newPlateCode = (): string =>
  Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('');

/** 门牌: what residents report from; kept by the centre, printed by whoever sees the grid. */
export function createPlateService(
  pool: Pool,
  toWgs84: (gcj02: LngLat) => LngLat,
  note: (tx: Db, entry: NewAuditEntry) => void,
) {
  const seenBy = (reader: SessionUser, column: string) => (bind: (value: unknown) => string) =>
    gridCondition(scopeOf(reader), column, bind);

  return {
    /** What a plate's code leads to. */
    async view(code: string, codesBy: PlateView['codesBy']): Promise<PlateView> {
      const plate = await findReportablePlate(pool, code);
      if (!plate) throw new Problem('plate-not-found', `There is no door plate ${code}`);
      return { ...plate, types: await listReportableTypes(pool), codesBy };
    },

    list: async (gridCode: string, reader: SessionUser) => ({
      items: await listPlates(pool, gridCode, seenBy(reader, 'p.grid_code')),
    }),

    /** Adds all of them or none; every one that can't be added is named. */
    async add(
      plates: readonly NewPlate[],
      coordinates: 'wgs84' | 'gcj02',
      keeper: SessionUser,
    ): Promise<{ items: Plate[] }> {
      const items = await transact(pool, async (tx) => {
        await refuseTakenCodes(tx, plates);
        const coded = plates.map(({ code, location, ...rest }) => ({
          ...rest,
          code: code ?? newPlateCode(),
          location: coordinates === 'gcj02' ? toWgs84(location) : location,
        }));
        const added = await insertPlates(tx, coded);
        const gridCodes = added.flatMap(({ gridCode }) => (gridCode === null ? [] : [gridCode]));
        const seen = await seenGrids(tx, gridCodes, seenBy(keeper, 'p.code'));
        refuseWhere(
          added,
          ({ gridCode }) => gridCode === null || !seen.has(gridCode),
          () => 'lies in no grid of yours',
        );
        const name = added.length === 1 ? (added[0]?.address ?? null) : null;
        note(tx, {
          action: 'plate-settings',
          actorId: keeper.id,
          object: { kind: 'door-plates', id: added[0]?.code ?? '', name },
          details: { added: added.length },
        });
        return added;
      });
      return { items };
    },

    async retire(code: string, keeper: SessionUser): Promise<Record<string, never>> {
      await transact(pool, async (tx) => {
        const address = await retirePlate(tx, code, seenBy(keeper, 'p.grid_code'));
        if (address === undefined) throw new Problem('plate-not-found', `There is no door plate ${code}`);
        note(tx, {
          action: 'plate-settings',
          actorId: keeper.id,
          object: { kind: 'door-plates', id: code, name: address },
          details: { retired: true },
        });
      });
      return {};
    },
  };
}

async function refuseTakenCodes(tx: Db, plates: readonly NewPlate[]): Promise<void> {
  const given = plates.flatMap(({ code }) => (code === null ? [] : [code]));
  const taken = await takenCodes(tx, given);
  const seen = new Set<string>();
  refuseWhere(
    plates,
    ({ code }) => code !== null && (taken.has(code) || seen.size === seen.add(code).size),
    ({ code }) => `code ${code} is on another plate`,
  );
}

function refuseWhere<T>(
  plates: readonly T[],
  isWrong: (plate: T) => boolean,
  why: (plate: T) => string,
): void {
  const errors = plates.flatMap((plate, index) =>
    isWrong(plate) ? [{ path: `plates.${index}`, message: why(plate) }] : [],
  );
  if (errors.length === 0) return;
  const detail = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new Problem('bad-request', detail, { errors });
}
