import type { Log } from '../platform/log.ts';
import { type SupervisedChild, superviseChild } from './child-process.ts';
import type { FromChild } from './messages.ts';
import { shardCameras } from './shard-cameras.ts';
import type { WatchedCamera } from './watched-camera.ts';

/** The video processes of one worker, with the cameras spread over them. */
export const createChildPool = (options: {
  count: number;
  log: Log;
  onMessage(message: FromChild): void;
  /** Adds how far cameras were seen by now: a process that starts anew goes on from there. */
  withCursors(cameras: WatchedCamera[]): WatchedCamera[];
  env?: NodeJS.ProcessEnv;
}) => {
  const { count, log, onMessage, withCursors } = options;
  let shards: WatchedCamera[][] = Array.from({ length: count }, () => []);
  const children: SupervisedChild[] = shards.map((_, index) =>
    superviseChild({
      name: `child ${index + 1}`,
      log,
      onMessage,
      camerasNow: () => withCursors(shards[index] ?? []),
      ...(options.env ? { env: options.env } : {}),
    }),
  );
  return {
    /** Spreads these cameras, each staying where it is if it can. */
    watch(cameras: WatchedCamera[]): void {
      const before = new Map(
        shards.flatMap((shard, index) => shard.map(({ code }) => [code, index] as const)),
      );
      shards = shardCameras(cameras, count, before);
      for (const [index, child] of children.entries()) child.watch(withCursors(shards[index] ?? []));
    },
    runningCount: (): number => children.filter((child) => child.isRunning()).length,
    async stop(): Promise<void> {
      await Promise.all(children.map((child) => child.stop()));
    },
  };
};
