const patienceMs = 8_000;

/**
 * Ends this process when it is told to (SIGTERM, SIGINT) or when its parent is gone (the IPC channel closed),
 * after `stop` has finished, at the latest after eight seconds. Says `ready` to a parent that listens.
 */
export function stopWithParent(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), patienceMs).unref();
    stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const cause of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(cause, end);
  // The parent may have gone while we were still starting, before anybody here could hear of it.
  if (process.connected === false) end();
  else process.send?.({ ready: true });
}
