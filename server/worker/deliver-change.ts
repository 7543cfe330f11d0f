import { HighRiseThrowingSettings } from '#contract/scene-settings.ts';
import type { StoredEvidence } from '../cases/evidence.repository.ts';
import { type RecordOutcome, recordSceneChange } from '../cases/record-scene-change.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import { crossBearings } from '../georeference/cross-bearings.ts';
import { locatePixel } from '../georeference/locate.ts';
import type { GroundElevation } from '../georeference/terrain.ts';
import type { Pool } from '../platform/db.ts';
import { type OutboxEntry, shortNameOf } from './outbox.ts';

/** Brings a change from the outbox to its case: stores the picture, finds the place, writes the row. Safe to repeat. */
export const createDelivery = (options: {
  pool: Pool;
  store: EvidenceStore;
  workerId: string;
  ground(): Promise<GroundElevation>;
}) => {
  const { pool, store, workerId } = options;

  const storeSnapshot = async (entry: OutboxEntry, jpeg: Uint8Array, at: number): Promise<StoredEvidence> => {
    const kind = entry.change.change === 'cleared' ? 'after' : 'snapshot';
    const day = new Date(entry.recordedAt).toISOString().slice(0, 10).replaceAll('-', '/');
    const contentType = 'image/jpeg';
    const stored = await store.put(`${day}/${shortNameOf(entry.changeId)}/${kind}.jpg`, jpeg, contentType);
    const { key: storageKey, sha256, bytes } = stored;
    return { kind, storageKey, sha256, bytes, contentType, fromAt: at, toAt: at };
  };

  return async (entry: OutboxEntry, jpeg: Uint8Array | undefined): Promise<RecordOutcome> => {
    const { changeId, change, camera, picture, snapshot, seenBy } = entry;
    const evidence = jpeg && snapshot ? [await storeSnapshot(entry, jpeg, snapshot.at)] : [];
    const located = locatePixel(
      { ...camera.geometry, location: camera.location, groundElevationMetres: camera.groundElevationMetres },
      picture,
      change.anchor,
      await options.ground(),
      facadeMetresOf(camera),
    );
    const recorded = {
      changeId,
      workerId,
      cameraCode: camera.code,
      change,
      located,
      evidence,
      ...(seenBy ? { seenWith: { ...seenBy, picture, settings: camera.settings } } : {}),
    };
    return recordSceneChange(pool, recorded, crossBearings);
  };
};

const facadeMetresOf = ({ scene, settings }: OutboxEntry['camera']): number | undefined =>
  scene === 'high-rise-throwing'
    ? HighRiseThrowingSettings.safeParse(settings).data?.facade?.distanceMetres
    : undefined;
