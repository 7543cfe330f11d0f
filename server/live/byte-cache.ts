import type { Clock } from '../platform/clock.ts';

/**
 * Bytes by name, within a bound: what many ask for at once is fetched once, what was asked for longest ago goes first.
 * A failed fetch is not remembered.
 */
export function createByteCache(options: { maxBytes: number; keepMs: number; clock: Clock }) {
  const { maxBytes, keepMs, clock } = options;
  const kept = new Map<string, { bytes: Buffer; storedAt: number }>();
  const running = new Map<string, Promise<Buffer>>();
  let keptBytes = 0;

  function drop(name: string): void {
    keptBytes -= kept.get(name)?.bytes.length ?? 0;
    kept.delete(name);
  }

  function store(name: string, bytes: Buffer): void {
    drop(name);
    kept.set(name, { bytes, storedAt: clock.now() });
    keptBytes += bytes.length;
    for (const [oldest, { storedAt }] of kept) {
      if (keptBytes <= maxBytes && clock.now() - storedAt <= keepMs) break;
      drop(oldest);
    }
  }

  return {
    get bytes() {
      return keptBytes;
    },
    get(name: string, fetchBytes: () => Promise<Buffer>): Promise<Buffer> {
      const known = kept.get(name);
      if (known && clock.now() - known.storedAt <= keepMs) {
        kept.delete(name);
        kept.set(name, known);
        return Promise.resolve(known.bytes);
      }
      const shared = running.get(name);
      if (shared) return shared;
      const fetching = fetchBytes()
        .then((bytes) => {
          store(name, bytes);
          return bytes;
        })
        .finally(() => running.delete(name));
      running.set(name, fetching);
      return fetching;
    },
  };
}
