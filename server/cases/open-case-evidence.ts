import type { Readable } from 'node:stream';
import type { Pool } from '../platform/db.ts';
import type { OpenEvidence } from './case.routes.ts';
import { findEvidence } from './evidence.repository.ts';

/** What this stage needs of the evidence store. */
interface ReadableStore {
  get(
    key: string,
    range?: { start: number; end?: number },
  ): Promise<{ stream: Readable; totalBytes: number; start: number; end: number } | undefined>;
}

/** Opens a case's file where the database says it lies. */
export const openCaseEvidence =
  (pool: Pool, store: ReadableStore): OpenEvidence =>
  async (caseId, kind, range) => {
    const found = await findEvidence(pool, caseId, kind);
    const opened = found && (await store.get(found.storageKey, range));
    return opened && { ...opened, contentType: found.contentType, sha256: found.sha256 };
  };
