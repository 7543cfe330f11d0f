import { z } from 'zod';

/**
 * What can be wrong with a simulated camera: `dead` drops every connection, `stall` repeats the playlist of the moment,
 * `garbage` sends noise, `missing-segment` announces segments that are not there, `clock-jump` moves its clock.
 */
export const FaultOrder = z.object({
  fault: z.enum(['none', 'dead', 'stall', 'garbage', 'missing-segment', 'clock-jump']),
  /** How far `clock-jump` moves the camera's clock; negative is back. */
  jumpMs: z.number().int().default(-3_600_000),
});
export type FaultOrder = z.infer<typeof FaultOrder>;

export interface ActiveFault extends FaultOrder {
  /** Epoch milliseconds. */
  sinceAt: number;
}

/** The faults that are on, by clip. */
export function createFaults() {
  const active = new Map<string, ActiveFault>();
  return {
    set(clip: string, order: FaultOrder, now: number): void {
      if (order.fault === 'none') active.delete(clip);
      else active.set(clip, { ...order, sinceAt: now });
    },
    of: (clip: string): ActiveFault | undefined => active.get(clip),
  };
}

/** Bytes that are neither a playlist nor video, the same every time. */
export function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 0x2545f491;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}
