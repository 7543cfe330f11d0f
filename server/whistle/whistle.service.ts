import { createHash, randomUUID } from 'node:crypto';
import type { CaseDetail } from '#contract/case.ts';
import type { CaseSource } from '#contract/case-state.ts';
import type { Role, SessionUser } from '#contract/session.ts';
import type { Photo, Whistle } from '#contract/whistle.ts';
import { isCentre } from '../access/scope.ts';
import { type Db, type Emit, type Pool, transact } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem, wrongField } from '../platform/problem.ts';
import { cleanPhoto } from './clean-photo.ts';
import { findPhoto, insertPhoto, type KeptPhoto, tiePhotos, type Uploader } from './photo.repository.ts';
import {
  findByClientKey,
  insertReportedCase,
  isInDistrict,
  listEventTypes,
  type ReportedCase,
  type Reporter,
} from './whistle.repository.ts';

/** What reporting needs of other stages. */
export interface WhistleParts {
  pool: Pool;
  /** Keeps a photo's bytes. */
  keep(key: string, bytes: Buffer, contentType: string): Promise<{ sha256: string; bytes: number }>;
  findPlace(
    tx: Db,
    location: [number, number],
  ): Promise<{ gridCode: string | null; streetId: number | null }>;
  toWgs84(gcj02: [number, number]): [number, number];
  openingTimes(tx: Db, typeCode: string): Promise<{ openedAt: Date; dueAt: Date | null }>;
  /** Records the first step of a case and tells the walls of it. */
  announce(
    tx: Db,
    emit: Emit,
    caseId: string,
    reporterId: string | null,
    photoIds: readonly string[],
  ): Promise<void>;
  detail(caseId: string, reader: SessionUser): Promise<CaseDetail>;
}

/** A report whose place and source are settled. */
export type PlacedReport = Pick<Whistle, 'typeCode' | 'location' | 'text' | 'photos' | 'clientKey'> & {
  source: CaseSource;
};

export type WhistleService = ReturnType<typeof createWhistleService>;

const onlookers: readonly Role[] = ['audit-admin', 'security-admin'];

/** Reports by people who are signed in. */
export function createWhistleService(parts: WhistleParts) {
  const { pool } = parts;

  const openOnce = (report: PlacedReport, reporter: Reporter): Promise<{ caseId: string; isNew: boolean }> =>
    transact(pool, async (tx, emit) => {
      const { location, source, typeCode, text, photos, clientKey } = report;
      const known = clientKey && (await findByClientKey(tx, reporter, clientKey));
      if (known) return { caseId: known, isNew: false };
      if (!(await isInDistrict(tx, location)))
        throw wrongField('location', `${location.join(', ')} lies outside of the district`);
      const times = await parts.openingTimes(tx, typeCode);
      const place = await parts.findPlace(tx, location);
      const opened = await open(tx, {
        ...place,
        ...times,
        ...{ source, location, typeCode, text, reporter },
        clientKey: clientKey ?? null,
      });
      const missing = await tiePhotos(tx, opened, photos, reporter);
      if (missing.length > 0) throw wrongField('photos', `${missing.join(', ')} is no photo of yours`);
      await parts.announce(tx, emit, opened, 'userId' in reporter ? reporter.userId : null, photos);
      return { caseId: opened, isNew: true };
    });

  return {
    listTypes: async () => ({ items: await listEventTypes(pool) }),

    /** Opens a case from a report; the same reporter's same key answers with the case that it opened before. */
    async whistle(report: Whistle, reporter: SessionUser): Promise<{ isNew: boolean; detail: CaseDetail }> {
      const source = sourceOf(report, reporter);
      const location = report.coordinates === 'gcj02' ? parts.toWgs84(report.location) : report.location;
      const { caseId, isNew } = await openOnce(
        { ...report, location, source },
        { userId: reporter.id, caller: callerOf(report, source) },
      );
      return { isNew, detail: await parts.detail(caseId, reporter) };
    },

    /** The same for somebody without an account, who stands at a door plate. */
    openOnce,

    async addPhoto(bytes: Buffer, uploader: Uploader): Promise<Photo> {
      const photo = await cleanPhoto(bytes);
      const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
      const storageKey = `photos/${day}/${randomUUID()}.jpg`;
      const kept = await parts.keep(storageKey, photo.jpeg, 'image/jpeg');
      const sha256 = createHash('sha256').update(photo.jpeg).digest('hex');
      if (kept.sha256 !== sha256) throw new Error(`${storageKey} was stored with other bytes`);
      const { width, height, takenAt, location } = photo;
      const id = await insertPhoto(
        pool,
        { storageKey, sha256, bytes: kept.bytes, width, height, takenAt, location },
        uploader,
      );
      const { storageKey: _key, caseId: _case, uploadedBy: _by, ...shown } = await mustFind(pool, id);
      return shown;
    },

    /** Ties the photos of a step to its case; refuses what is not the caller's own. */
    async tie(tx: Db, caseId: string, photoIds: readonly string[], actorId: string | null): Promise<void> {
      const missing =
        actorId === null ? photoIds : await tiePhotos(tx, caseId, photoIds, { userId: actorId });
      if (missing.length > 0) throw wrongField('photoIds', `${missing.join(', ')} is no photo of yours`);
    },

    /** A photo of one's own, or of a case that one may see. */
    async findPhoto(id: string, reader: SessionUser): Promise<KeptPhoto> {
      const photo = await mustFind(pool, id);
      if (photo.uploadedBy !== reader.id) {
        if (photo.caseId === null) throw new Problem('photo-not-found', `There is no photo ${id}`);
        await parts.detail(photo.caseId, reader);
      }
      return photo;
    },
  };
}

async function open(tx: Db, reported: ReportedCase): Promise<string> {
  const caseId = await insertReportedCase(tx, reported);
  if (!caseId)
    throw wrongField('typeCode', `${reported.typeCode} is no event type: GET /api/event-types lists them`);
  return caseId;
}

async function mustFind(db: Db, id: string): Promise<KeptPhoto> {
  const found = isUuid(id) ? await findPhoto(db, id) : undefined;
  if (!found) throw new Problem('photo-not-found', `There is no photo ${id}`);
  return found;
}

function sourceOf({ source }: Whistle, { role }: SessionUser): CaseSource {
  if (onlookers.includes(role)) throw new Problem('not-allowed', `${role} does not report cases`);
  if (source === undefined || source === 'staff') return 'staff';
  if (isCentre(role)) return source;
  throw new Problem('not-allowed', `source: only the centre enters what ${source} reported`);
}

/** A contact is of somebody else: staff are known by their account. */
function callerOf({ caller }: Whistle, source: CaseSource): Whistle['caller'] {
  if (caller === undefined || source !== 'staff') return caller;
  throw wrongField('caller', 'is for what somebody else reported: say with source who it was');
}
