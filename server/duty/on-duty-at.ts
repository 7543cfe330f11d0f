import type { Rotation } from '#contract/duty.ts';
import { type DutySlot, rotationSlots } from './rotation-slots.ts';

/** Somebody else than the rotation says, for a while. */
export interface DutyOverride extends DutySlot {
  id: string;
  /** The one made last wins where several cover the same time; epoch milliseconds. */
  madeAt: number;
}

/** Who is on duty, and which override says so; null is the rotation itself. */
export interface DutyStretch extends DutySlot {
  overrideId: string | null;
}

/** All that decides who is on duty. */
export interface DutyPlan {
  rotation: Rotation;
  overrides: readonly DutyOverride[];
  timeZone: string;
}

/**
 * Who is on duty in `[from, to)`, in order and without a gap; an override counts before the rotation. The first and the
 * last stretch may reach beyond that time, about which the plan need not know everything.
 */
export function dutyStretches(plan: DutyPlan, from: number, to: number): DutyStretch[] {
  const newestFirst = plan.overrides
    .filter((override) => override.from < to && override.to > from)
    .sort((a, b) => b.madeAt - a.madeAt || (a.id < b.id ? 1 : -1));
  const stretches = rotationSlots(plan.rotation, plan.timeZone, from, to).flatMap((slot) => {
    const edges = new Set([slot.from, slot.to]);
    for (const override of newestFirst)
      for (const edge of [override.from, override.to])
        if (edge > slot.from && edge < slot.to) edges.add(edge);
    const sorted = [...edges].sort((a, b) => a - b);
    return sorted.slice(0, -1).map((start, i): DutyStretch => {
      const override = newestFirst.find((each) => each.from <= start && start < each.to);
      const end = sorted[i + 1] as number;
      return { from: start, to: end, userId: (override ?? slot).userId, overrideId: override?.id ?? null };
    });
  });
  return stretches.filter((stretch) => stretch.from < to && stretch.to > from);
}

/** Who is on duty at an instant: always exactly one. */
export function onDutyAt(plan: DutyPlan, at: number): DutyStretch {
  const stretch = dutyStretches(plan, at, at + 1).find(({ from, to }) => from <= at && at < to);
  if (!stretch) throw new RangeError(`Nobody is on duty at ${new Date(at).toISOString()}`);
  return stretch;
}
