import type { DayRange } from '#contract/figures.ts';
import { addDays, daysBetween, monthStart, nextMonth } from './periods.ts';

/** A part of a range that is read from the months or from the days, and added or taken away. */
export interface RangePiece extends DayRange {
  table: 'months' | 'days';
  sign: 1 | -1;
}

/**
 * A range put together from whole months and single days with as few days as possible: of a month that is more than
 * half in it, the whole is taken and the missing days are taken away.
 */
export function rangePieces({ from, to }: DayRange): RangePiece[] {
  const pieces: RangePiece[] = [];
  const add = (piece: RangePiece): void => {
    const last = pieces.at(-1);
    if (last && last.table === 'months' && piece.table === 'months' && last.to === piece.from)
      last.to = piece.to;
    else if (piece.from < piece.to) pieces.push(piece);
  };
  for (let start = monthStart(from); start < to; start = nextMonth(start)) {
    const end = nextMonth(start);
    const inside = { from: from > start ? from : start, to: to < end ? to : end };
    const missing = daysBetween(start, end) - daysBetween(inside.from, inside.to);
    if (missing * 2 >= daysBetween(start, end)) {
      add({ table: 'days', ...inside, sign: 1 });
      continue;
    }
    add({ table: 'months', from: start, to: end, sign: 1 });
    add({ table: 'days', from: start, to: inside.from, sign: -1 });
    add({ table: 'days', from: inside.to, to: end, sign: -1 });
  }
  return pieces;
}

/** A range in single days, where months don't tell enough. */
export const asDays = (range: DayRange): RangePiece[] => [{ table: 'days', ...range, sign: 1 }];

/** Every day of a range. */
export const daysOf = ({ from, to }: DayRange): string[] =>
  Array.from({ length: daysBetween(from, to) }, (_, i) => addDays(from, i));
