import { performance } from 'node:perf_hooks';

/** How a steady load of many streams was borne. */
export interface LoadTimes {
  /** From the moment a look was due to its end, milliseconds. */
  latenciesMs: number[];
  due: number;
  done: number;
}

/**
 * Lets streams fall due one after another, each again every `periodMs`, and times each from then to its end. A stream that
 * is not done when it falls due again passes that one over, as the product does: it counts as due and not as done.
 */
export const runLoad = async (options: {
  streams: number;
  periodMs: number;
  seconds: number;
  look(stream: number): Promise<void>;
}): Promise<LoadTimes> => {
  const { streams, periodMs, seconds, look } = options;
  const times: LoadTimes = { latenciesMs: [], due: 0, done: 0 };
  const startAt = performance.now() + 200;
  const endAt = startAt + seconds * 1000;
  const follow = async (stream: number): Promise<void> => {
    const phaseMs = (periodMs * stream) / streams;
    for (let dueAt = startAt + phaseMs; dueAt < endAt; dueAt += periodMs) {
      times.due += 1;
      const early = dueAt - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      else if (early < -periodMs) continue;
      await look(stream);
      times.latenciesMs.push(performance.now() - dueAt);
      times.done += 1;
    }
  };
  await Promise.all(Array.from({ length: streams }, (_, stream) => follow(stream)));
  return times;
};
