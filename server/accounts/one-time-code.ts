import { createHash, randomBytes, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** Codes of an authenticator (TOTP, RFC 6238), recovery codes, and passwords that are good once. */

const issuer = 'Eyrie 鹰巢';
const periodSeconds = 30;
/** A phone's clock may be off by one period. */
const tolerancePeriods = 1;
const recoveryCodes = 10;

const totp = (secret: string, username: string) =>
  new TOTP({
    issuer,
    label: username,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
  });

/** A new secret, in base 32, and the address that an authenticator reads from a QR code. */
export function newTotp(username: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totp(secret, username).toString() };
}

/** The time step of a right code; undefined for a wrong one and for one that was taken before. */
export function stepOfCode(
  secret: string,
  code: string,
  now: number,
  lastStep: number | null,
): number | undefined {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totp(secret, '').validate({ token, timestamp: now, window: tolerancePeriods });
  if (delta === null) return undefined;
  const step = Math.floor(now / 1000 / periodSeconds) + delta;
  return lastStep !== null && step <= lastStep ? undefined : step;
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const randomWord = (length: number) =>
  Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

/** Ten codes of 59 bits each, to be written down. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodes }, () => [4, 4, 4].map(randomWord).join('-'));

/** As kept in the database: at 59 bits nobody finds the code by its hash. */
export const hashRecoveryCode = (code: string): Buffer =>
  createHash('sha256')
    .update(
      code
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ''),
    )
    .digest();

/** 69 bits, easy to read out on the telephone. */
export const newOneTimePassword = (): string => [5, 4, 5].map(randomWord).join('-');

export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
