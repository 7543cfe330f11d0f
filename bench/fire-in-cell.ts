import type { RecordedChange } from '../server/cases/record-scene-change.ts';
import { county } from './plant-county.ts';

/** A fire in the middle of the n-th cell of the county: 2 km from any other, so that none joins another's case. */
export function fireInCell(n: number): RecordedChange {
  const { west, south, columns, rows, cellDegrees } = county;
  if (n >= columns * rows) throw new Error(`The county has no cell ${n}`);
  const [column, row] = [n % columns, Math.floor(n / columns)];
  const now = Date.now();
  return {
    changeId: `bench/${n}/opened`,
    workerId: 'bench',
    cameraCode: `990101000013100000${String((n % 60) + 1).padStart(2, '0')}`,
    located: {
      location: [west + (column + 0.5) * cellDegrees, south + (row + 0.5) * cellDegrees],
      uncertainty: { majorMetres: 40, minorMetres: 10, bearingDegrees: 0 },
      by: 'ground',
    },
    evidence: [],
    change: {
      scene: 'straw-burning',
      change: 'opened',
      incidentKey: `straw-burning:${now}:${n}`,
      startedAt: now - 5000,
      at: now,
      label: 'smoke',
      score: 0.9,
      box: [600, 300, 80, 60],
      anchor: [640, 360],
      reasons: [{ code: 'confirmed', values: { times: 3 } }],
      facts: {},
    },
  };
}
