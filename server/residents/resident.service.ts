import { createHash, randomBytes } from 'node:crypto';
import type {
  AskCode,
  CodeSent,
  OwnReport,
  ReportFromPlate,
  Resident,
  VerifyPhone,
} from '#contract/resident.ts';
import type { Photo } from '#contract/whistle.ts';
import { maskPhone } from '../access/mask-phone.ts';
import { type Pool, transact } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import { Problem } from '../platform/problem.ts';
import { listOwnReports, type OwnReportRow } from './own-report.repository.ts';
import { countTry, keepCode, useCode } from './phone-code.repository.ts';
import { codeValidSeconds, hashCode, isCode, mostTries, newCode } from './phone-code.ts';
import { findReportablePlate } from './plate.repository.ts';
import {
  deleteResidentSession,
  findBySession,
  insertResidentSession,
  keepResident,
  type ProvedResident,
  showsCodes,
} from './resident.repository.ts';
import { residentDays } from './resident-cookie.ts';
import type { TakeFrom } from './resident-limits.ts';
import type { SendSms } from './sms-gateway.ts';

/** What residents need of other stages. */
export interface ResidentParts {
  pool: Pool;
  log: Log;
  secret(): Promise<Buffer>;
  take: TakeFrom;
  /** Absent where the centre has set up no gateway. */
  sendSms: SendSms | undefined;
  openCase(
    report: { location: [number, number]; source: 'resident' } & Omit<ReportFromPlate, 'plateCode'>,
    reporter: { residentId: string; plateCode: string; phone: string },
  ): Promise<{ caseId: string; isNew: boolean }>;
  addPhoto(bytes: Buffer, uploader: { residentId: string }): Promise<Photo>;
  rateTokenOf(linkId: string): Promise<string>;
}

export type ResidentService = ReturnType<typeof createResidentService>;

/** Residents: a phone is proved by a code, and then reports, and sees how its reports stand. */
export function createResidentService(parts: ResidentParts) {
  const { pool, log, take } = parts;

  /** How codes reach a phone here. */
  const codesBy = async (): Promise<'message' | 'page' | 'nothing'> => {
    if (parts.sendSms) return 'message';
    return (await showsCodes(pool)) ? 'page' : 'nothing';
  };

  async function send(phone: string, code: string): Promise<void> {
    try {
      await parts.sendSms?.(
        phone,
        `您的验证码是 ${code}，${codeValidSeconds / 60} 分钟内有效，请勿告诉他人。`,
      );
    } catch (error) {
      log.warn({ err: error, phone: maskPhone(phone) }, 'a code could not be sent');
      throw new Problem('message-not-sent', 'The message could not be sent; try again later');
    }
  }

  const reportOf = async ({ linkId, ...report }: OwnReportRow): Promise<OwnReport> => ({
    ...report,
    rateToken: linkId === null ? null : await parts.rateTokenOf(linkId),
  });

  return {
    codesBy,

    async askCode({ phone, plateCode }: AskCode, address: string): Promise<CodeSent> {
      const by = await codesBy();
      if (by === 'nothing') throw new Problem('phones-not-set-up', 'Reporting by phone is not set up here');
      await take('code-address', address);
      if (plateCode) await take('code-plate', plateCode);
      await take('code-pause', phone);
      await take('code-phone', phone);
      const code = newCode();
      await keepCode(pool, phone, hashCode(await parts.secret(), phone, code), codeValidSeconds);
      if (by === 'message') await send(phone, code);
      else log.info({ phone: maskPhone(phone), code }, 'demo: a code that no message carries');
      return { shownCode: by === 'page' ? code : null, validSeconds: codeValidSeconds };
    },

    /** A right code is good once; a wrong one counts. */
    async verify(
      { phone, code }: VerifyPhone,
      address: string,
    ): Promise<{ token: string; resident: Resident }> {
      await take('verify-address', address);
      const kept = await countTry(pool, phone, mostTries);
      const isRight = kept !== undefined && isCode(await parts.secret(), phone, code, kept);
      const token = randomBytes(32).toString('base64url');
      const expiresAt = isRight
        ? await transact(pool, async (tx) =>
            (await useCode(tx, phone, kept))
              ? insertResidentSession(tx, hashOf(token), await keepResident(tx, phone), residentDays)
              : undefined,
          )
        : undefined;
      if (!expiresAt) throw new Problem('wrong-code', 'This is not the newest code, or it is over');
      return { token, resident: shown({ phone, expiresAt }) };
    },

    /** Who holds this device's token; refuses where nobody does. */
    async mustBe(token: string | undefined): Promise<ProvedResident> {
      const found = token === undefined ? undefined : await findBySession(pool, hashOf(token));
      if (!found) throw new Problem('phone-not-verified', 'Prove your phone first: POST /api/resident/codes');
      return found;
    },
    show: shown,
    forget: (token: string): Promise<void> => deleteResidentSession(pool, hashOf(token)),

    async report(
      { plateCode, ...report }: ReportFromPlate,
      resident: ProvedResident,
      address: string,
    ): Promise<{ isNew: boolean; own: OwnReport }> {
      await take('report-address', address);
      const plate = await findReportablePlate(pool, plateCode);
      if (!plate) throw new Problem('plate-not-found', `There is no door plate ${plateCode}`);
      await take('report-plate', plate.code);
      await take('report-resident', resident.id);
      const { caseId, isNew } = await parts.openCase(
        { ...report, location: plate.location, source: 'resident' },
        { residentId: resident.id, plateCode: plate.code, phone: resident.phone },
      );
      const [row] = await listOwnReports(pool, resident.id, caseId);
      if (!row) throw new Error(`Case ${caseId} is not its reporter’s`);
      return { isNew, own: await reportOf(row) };
    },

    async addPhoto(bytes: Buffer, resident: ProvedResident): Promise<Photo> {
      await take('photo-resident', resident.id);
      return parts.addPhoto(bytes, { residentId: resident.id });
    },

    async ownReports(resident: ProvedResident): Promise<{ items: OwnReport[] }> {
      return { items: await Promise.all((await listOwnReports(pool, resident.id)).map(reportOf)) };
    },
  };
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const shown = ({ phone, expiresAt }: Pick<ProvedResident, 'phone' | 'expiresAt'>): Resident => ({
  maskedPhone: maskPhone(phone),
  expiresAt: expiresAt.toISOString(),
});
