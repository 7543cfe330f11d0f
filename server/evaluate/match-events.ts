import type { TruthEvent } from './evaluation-clip.ts';
import type { EventFit, ReportedEvent } from './event-fit.ts';

export interface Matched {
  truth: TruthEvent;
  told: ReportedEvent;
  fit: EventFit;
}

/** What a clip's events and a scene's reports have to do with each other. */
export interface Matching {
  matched: Matched[];
  missed: TruthEvent[];
  /** Told, and nothing (or nothing more) was there; `again` where it tells of something told already. */
  false: { told: ReportedEvent; again: boolean }[];
}

/**
 * Pairs what happened with what was told, each at most once, as many exact pairs as there can be, and then as many
 * others. The order in which either is given changes nothing.
 */
export const matchEvents = (
  happened: readonly TruthEvent[],
  reported: readonly ReportedEvent[],
  compare: (truth: TruthEvent, told: ReportedEvent) => EventFit | undefined,
): Matching => {
  const truths = inOrder(happened, (event) => event.firstSeconds);
  const tellings = inOrder(reported, (event) => event.openedSeconds);
  const fits = truths.map((truth) => tellings.map((told) => compare(truth, told)));
  const exact = pairUp(fits, (one) => one.isExact, new Map());
  const pairs = pairUp(fits, () => true, exact);
  const matched = [...pairs].map(([told, truth]) => ({
    truth: truths[truth]!,
    told: tellings[told]!,
    fit: fits[truth]![told]!,
  }));
  return {
    matched: matched.sort((a, b) => a.truth.firstSeconds - b.truth.firstSeconds),
    missed: truths.filter((_, truth) => ![...pairs.values()].includes(truth)),
    false: tellings.flatMap((told, index) =>
      pairs.has(index) ? [] : [{ told, again: fits.some((row) => row[index] !== undefined) }],
    ),
  };
};

/** Grows a pairing (told → truth) along augmenting paths until no more can be paired; who is paired stays paired. */
const pairUp = (
  fits: readonly (readonly (EventFit | undefined)[])[],
  allows: (fit: EventFit) => boolean,
  begun: ReadonlyMap<number, number>,
): Map<number, number> => {
  const pairs = new Map(begun);
  const find = (truth: number, tried: Set<number>): boolean => {
    const nearestFirst = [...fits[truth]!.entries()]
      .filter(([told, fit]) => fit && allows(fit) && !tried.has(told))
      .sort(([, a], [, b]) => Math.abs(a!.openDelaySeconds) - Math.abs(b!.openDelaySeconds));
    for (const [told] of nearestFirst) {
      if (tried.has(told)) continue;
      tried.add(told);
      const holder = pairs.get(told);
      const isExactPair = begun.get(told) !== undefined && begun.get(told) === holder;
      if (holder !== undefined && (isExactPair || !find(holder, tried))) continue;
      pairs.set(told, truth);
      return true;
    }
    return false;
  };
  const taken = new Set(pairs.values());
  for (const truth of fits.keys()) if (!taken.has(truth)) find(truth, new Set());
  return pairs;
};

/** By time, and where times are the same by all there is to know, so that equal sets come in equal order. */
const inOrder = <T>(events: readonly T[], time: (event: T) => number): T[] =>
  events
    .map((event) => ({ event, key: JSON.stringify(event) }))
    .sort((a, b) => time(a.event) - time(b.event) || (a.key < b.key ? -1 : 1))
    .map(({ event }) => event);
