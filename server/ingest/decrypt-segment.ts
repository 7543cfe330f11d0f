import { createDecipheriv } from 'node:crypto';
import { StreamFailure } from './stream-failure.ts';

/** AES-128 as HLS means it: CBC over the whole segment, PKCS#7, the vector given or the sequence number. */
export const decryptSegment = (bytes: Buffer, key: Buffer, sequence: number, iv?: Buffer): Buffer => {
  if (key.length !== 16)
    throw new StreamFailure('bad-key', `The segment's key has ${key.length} bytes, not 16`);
  const vector = iv ?? Buffer.alloc(16);
  if (!iv) vector.writeBigUInt64BE(BigInt(sequence), 8);
  const decipher = createDecipheriv('aes-128-cbc', key, vector);
  try {
    return Buffer.concat([decipher.update(bytes), decipher.final()]);
  } catch {
    throw new StreamFailure('bad-key', 'The segment does not decrypt with the key that its playlist names');
  }
};
