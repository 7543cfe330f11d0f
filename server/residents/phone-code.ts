import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

/** Codes of six digits that prove a phone; kept as a keyed hash, since a million of them are quickly tried. */

export const codeValidSeconds = 300;
export const mostTries = 5;

export const newCode = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0');

export const hashCode = (secret: Buffer, phone: string, code: string): Buffer =>
  createHmac('sha256', secret).update(`${phone}:${code}`).digest();

export const isCode = (secret: Buffer, phone: string, code: string, kept: Buffer): boolean =>
  timingSafeEqual(hashCode(secret, phone, code), kept);
