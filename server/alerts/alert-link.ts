import { createHmac, timingSafeEqual } from 'node:crypto';

/** A signed link that lets one person answer one alert without signing in, for a while. */
export interface AlertLink {
  alertId: string;
  userId: string;
  /** Epoch seconds. */
  expiresAt: number;
}

const macBytes = 16;
const bodyBytes = 16 + 16 + 4;

export function signAlertLink(link: AlertLink, secret: Buffer): string {
  const body = Buffer.alloc(bodyBytes);
  idBytes(link.alertId).copy(body, 0);
  idBytes(link.userId).copy(body, 16);
  body.writeUInt32BE(link.expiresAt, 32);
  return Buffer.concat([body, macOf(body, secret)]).toString('base64url');
}

/** What a token says; undefined where it is forged or over. */
export function readAlertLink(token: string, secret: Buffer, nowMs: number): AlertLink | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== bodyBytes + macBytes) return undefined;
  const body = bytes.subarray(0, bodyBytes);
  if (!timingSafeEqual(bytes.subarray(bodyBytes), macOf(body, secret))) return undefined;
  const expiresAt = body.readUInt32BE(32);
  if (expiresAt * 1000 <= nowMs) return undefined;
  return { alertId: idOf(body.subarray(0, 16)), userId: idOf(body.subarray(16, 32)), expiresAt };
}

/** The purpose is part of what is signed: the same key serves nothing else. */
const macOf = (body: Buffer, secret: Buffer): Buffer =>
  createHmac('sha256', secret).update('alert-link').update(body).digest().subarray(0, macBytes);

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
