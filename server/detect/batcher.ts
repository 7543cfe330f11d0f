import type { ModelSession, ModelTensor } from './open-session.ts';
import type { OutputTensors } from './output-tensor.ts';
import { splitOutputs, stackTensors } from './stack-tensors.ts';

export interface BatcherOptions {
  /** Pictures in a full batch. */
  most: number;
  /** The longest that a picture waits for others. */
  waitMs?: number;
  /** Told once if the model refuses batches after all; from then on it runs picture by picture. */
  onRefused?(reason: string): void;
}

interface Waiting {
  tensors: ModelTensor[];
  resolve(outputs: OutputTensors): void;
  reject(error: unknown): void;
}

/**
 * Lets cameras share runs: what they ask for is gathered until the batch is full or the first has waited long enough.
 * Answers and errors reach who asked, in the order asked. Batches are filled up to powers of two, since a graphics card's
 * runtime tunes itself anew for every size.
 */
export const createBatcher = (session: ModelSession, options: BatcherOptions): ModelSession => {
  const { waitMs = 20, onRefused } = options;
  let most = options.most;
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const runOne = async ({ tensors: [input, ...extra], resolve, reject }: Waiting): Promise<boolean> => {
    try {
      resolve(await session.run(input as ModelTensor, extra));
      return true;
    } catch (error) {
      reject(error);
      return false;
    }
  };

  /** One by one, after a batch failed: if every picture works alone, it is batches that the model refuses. */
  const runApart = async (batch: Waiting[], reason: string): Promise<void> => {
    let works = true;
    for (const one of batch) works = (await runOne(one)) && works;
    if (!works || most === 1) return;
    most = 1;
    onRefused?.(reason);
  };

  const runTogether = async (batch: Waiting[]): Promise<void> => {
    const filled = Array.from({ length: powerOfTwo(batch.length) }, (_, i) => batch[i] ?? batch.at(-1));
    const positions = batch[0]?.tensors.keys() ?? [];
    const stacked = [...positions].map((i) =>
      stackTensors(filled.map((one) => one?.tensors[i] as ModelTensor)),
    );
    let outputs: OutputTensors[] | undefined;
    try {
      const [input, ...extra] = stacked;
      outputs = splitOutputs(await session.run(input as ModelTensor, extra), filled.length);
    } catch (error) {
      await runApart(batch, `${batch.length} pictures fail: ${(error as Error).message.split('\n')[0]}`);
      return;
    }
    if (outputs === undefined) {
      await runApart(batch, 'its outputs do not keep the pictures of a batch apart');
      return;
    }
    for (const [i, one] of batch.entries()) one.resolve(outputs[i] as OutputTensors);
  };

  const runGroups = async (batch: Waiting[]): Promise<void> => {
    for (const group of groupsOf(batch)) {
      if (group.length === 1 || most === 1) for (const one of group) await runOne(one);
      else await runTogether(group);
    }
  };

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    running = running.then(() => runGroups(batch));
  };

  return {
    run: (input, extra = []) =>
      new Promise((resolve, reject) => {
        waiting.push({ tensors: [input, ...extra], resolve, reject });
        if (waiting.length >= most) flush();
        else timer ??= setTimeout(flush, waitMs);
      }),
    async release() {
      if (waiting.length > 0) flush();
      await running;
      await session.release();
    },
  };
};

const powerOfTwo = (count: number): number => 2 ** Math.ceil(Math.log2(count));

/** Only tensors of one shape can be stacked. */
const groupsOf = (batch: Waiting[]): Waiting[][] => {
  const groups = new Map<string, Waiting[]>();
  for (const one of batch) {
    const key = JSON.stringify(one.tensors.map(({ dims, data }) => [dims, data.constructor.name]));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
};
