import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Whistle } from '#contract/whistle.ts';

/** A report as it waits on the phone until the server has it. */
export interface WaitingReport {
  /** Made once with the report: however often it is sent, it becomes one case. */
  clientKey: string;
  writtenAt: number;
  report: Pick<Whistle, 'typeCode' | 'location' | 'text' | 'source' | 'caller'> & {
    /** The door plate that a resident reports from. */
    plateCode?: string;
  };
  photos: WaitingPhoto[];
  /** Why the server refused it for good; what is refused stays until somebody puts it away. */
  refused?: string;
}

export interface WaitingPhoto {
  picture: Blob;
  /** Known once the server has it. */
  id?: string;
}

interface Schema extends DBSchema {
  reports: { key: string; value: WaitingReport };
}

/** Reports that wait, in the browser's own database: they outlive the page, the browser and the phone's battery. */
export interface Outbox {
  /** Oldest first. */
  list(): Promise<WaitingReport[]>;
  put(report: WaitingReport): Promise<void>;
  remove(clientKey: string): Promise<void>;
}

export async function openOutbox(name: string): Promise<Outbox> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(name, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('reports', { keyPath: 'clientKey' }),
  });
  return {
    list: async () => (await db.getAll('reports')).sort((a, b) => a.writtenAt - b.writtenAt),
    put: async (report) => void (await db.put('reports', report)),
    remove: (clientKey) => db.delete('reports', clientKey),
  };
}
