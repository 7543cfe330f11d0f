import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { round } from './figures.ts';
import { makeFootage } from './pipeline-footage.ts';
import type { LoadTimes } from './streams-load.ts';

/** Decoding alone, the model alone, and the whole, over a number of 1080p streams that are looked at once a second. */

export type StreamsKind = 'decode' | 'decode-every' | 'infer' | 'whole';

export interface StreamsTask {
  kind: StreamsKind;
  streams: number;
  seconds: number;
  folder: string;
  port: number;
  /** Number of this process's first stream. */
  firstStream: number;
}

export interface StreamsAnswer extends LoadTimes {
  provider: string;
  mostPictures: number;
  usesCard: boolean;
}

export interface StreamsRow {
  what: string;
  streams: number;
  p50Ms: number;
  p90Ms: number;
  p99Ms: number;
  /** Looks that were made, of those that were due. */
  madeOfDue: number;
}

/** Said of others, on other hardware. */
const published = {
  what: 'NVIDIA VSS blueprint, RT-DETR-R50, one H100, 1080p30 (published vs ours, different GPU)',
  streams: 50,
  p90Ms: 858,
};

const root = fileURLToPath(new URL('..', import.meta.url));
const secondsEach = 10;
const footageSegments = 2;
const onCard = [30, 50, 100, 300, 500];
const onProcessor = [4, 8, 16, 32];

export const measureStreams = async (say: (line: string) => void) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'eyrie-bench-'));
  const processes = Number(process.env.EYRIE_WORKER_CHILDREN ?? availableParallelism());
  try {
    const clip = path.join(root, 'geodata/footage/clips/lane-standing-day.mp4');
    for (const seconds of [1, 2]) {
      for (const [i, bytes] of (await makeFootage(clip, seconds, footageSegments)).entries()) {
        await writeFile(path.join(folder, `${seconds}s-${i}.mpegts`), bytes);
      }
    }
    const server = await startCameras(folder);
    try {
      const first = await measure({ kind: 'infer', streams: 1, folder, port: server.port, processes: 1 });
      const { provider, mostPictures, usesCard } = first.about;
      const counts = provider === 'cpu' ? onProcessor : onCard;
      const rows: StreamsRow[] = [];
      for (const kind of ['decode', 'decode-every', 'infer', 'whole'] as const) {
        for (const streams of counts) {
          const { row } = await measure({ kind, streams, folder, port: server.port, processes });
          rows.push(row);
          say(tableLine(row));
          // Twice as many would not do better.
          if (row.madeOfDue < 0.7) break;
        }
      }
      say(`${published.what}: ${published.streams} streams, p90 ${published.p90Ms} ms`);
      const nvdec = usesCard ? 'NVDEC for decode-every' : 'none';
      return {
        source: '1920×1080 25 fps H.264 4 Mb/s',
        provider,
        mostPictures,
        nvdec,
        processes,
        rows,
        published,
      };
    } finally {
      server.stop();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
};

const tableLine = ({ what, streams, p50Ms, p90Ms, p99Ms, madeOfDue }: StreamsRow): string =>
  `${what.padEnd(13)} ${String(streams).padStart(4)} streams: p50 ${p50Ms} ms, p90 ${p90Ms} ms, p99 ${p99Ms} ms, ${Math.round(madeOfDue * 100)} % made`;

/** Spreads the streams over as many processes as the worker would have. */
const measure = async (options: {
  kind: StreamsKind;
  streams: number;
  folder: string;
  port: number;
  processes: number;
}) => {
  const { kind, streams, folder, port } = options;
  const processes = Math.min(options.processes, streams);
  const children = await Promise.all(Array.from({ length: processes }, startChild));
  const answers = await Promise.all(
    children.map((child, i) => {
      const firstStream = Math.floor((streams * i) / processes);
      const share = Math.floor((streams * (i + 1)) / processes) - firstStream;
      return ask(child, { kind, streams: share, seconds: secondsEach, folder, port, firstStream });
    }),
  );
  const [about] = answers;
  if (!about) throw new Error('No process answered');
  const latencies = answers.flatMap(({ latenciesMs }) => latenciesMs).toSorted((a, b) => a - b);
  const quantile = (share: number): number =>
    round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0);
  const sum = (key: 'due' | 'done'): number => answers.reduce((total, answer) => total + answer[key], 0);
  const row: StreamsRow = {
    what: kind,
    streams,
    p50Ms: quantile(0.5),
    p90Ms: quantile(0.9),
    p99Ms: quantile(0.99),
    madeOfDue: round(Math.min(1, sum('done') / sum('due'))),
  };
  return { about, row };
};

const startChild = async (): Promise<ChildProcess> => {
  const child = fork(fileURLToPath(new URL('./streams.process.ts', import.meta.url)), {
    execArgv: ['--import', import.meta.resolve('tsx')],
  });
  await once(child, 'message');
  return child;
};

const ask = (child: ChildProcess, task: StreamsTask): Promise<StreamsAnswer> =>
  new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`bench/streams.process.ts ended with code ${code}`)));
    child.send(task);
  });

const startCameras = async (folder: string): Promise<{ port: number; stop(): void }> => {
  const file = fileURLToPath(new URL('./pipeline-cameras.ts', import.meta.url));
  const child = fork(file, [folder, String(footageSegments)], {
    execArgv: ['--import', import.meta.resolve('tsx')],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { port, stop: () => child.kill() };
};
