import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a signed address opens: one camera's playlist or one piece of it, for one user, until a moment. */
export interface LiveGrant {
  cameraCode: string;
  /** `playlist`, or the name of a piece. */
  item: string;
  userId: string;
  /** Epoch seconds. */
  expires: number;
}

/** The query that makes an address valid; whoever lacks the user's session can do nothing with it. */
export function signGrant(secret: Buffer, grant: LiveGrant): string {
  return new URLSearchParams({ e: String(grant.expires), s: signatureOf(secret, grant) }).toString();
}

export function isGranted(
  secret: Buffer,
  grant: Omit<LiveGrant, 'expires'>,
  query: { e?: unknown; s?: unknown },
  now: number,
): boolean {
  const expires = Number(query.e);
  if (typeof query.s !== 'string' || !Number.isSafeInteger(expires) || expires * 1000 <= now) return false;
  const expected = Buffer.from(signatureOf(secret, { ...grant, expires }));
  const given = Buffer.from(query.s);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function signatureOf(secret: Buffer, { cameraCode, item, userId, expires }: LiveGrant): string {
  const text = JSON.stringify([cameraCode, item, userId, expires]);
  return createHmac('sha256', secret).update(text).digest('base64url');
}

/** The end of a grant of at least `ttlMs`: steady within a bucket, so that an address stays the same from reload to reload. */
export function expiryOf(now: number, ttlMs: number, bucketMs = 30_000): number {
  return (Math.ceil((now + ttlMs) / bucketMs) * bucketMs) / 1000;
}
