import { createHmac, timingSafeEqual } from 'node:crypto';

/** The secret part of a rating's address: a link's id and its signature, which opens nothing else. */

/** 128 of the signature's 256 bits keep the address short enough for a message. */
const signatureBytes = 16;

export function tokenOfLink(secret: Buffer, linkId: string): string {
  const id = Buffer.from(linkId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, signatureOf(secret, id)]).toString('base64url');
}

/** The link's id; undefined where nobody of ours signed it. */
export function linkOfToken(secret: Buffer, token: string): string | undefined {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const id = bytes.subarray(0, 16);
  if (bytes.length !== 32 || !timingSafeEqual(bytes.subarray(16), signatureOf(secret, id))) return undefined;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const signatureOf = (secret: Buffer, id: Buffer): Buffer =>
  createHmac('sha256', secret).update('rating:').update(id).digest().subarray(0, signatureBytes);
