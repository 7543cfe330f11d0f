import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Keeps secrets in the database that are of no use without a key from outside it (AES-256-GCM). */
export interface SecretBox {
  /** `context` names what the secret belongs to: sealed for one, it can't be opened for another. */
  seal(secret: string, context: string): Buffer;
  open(sealed: Buffer, context: string): string;
}

const nonceBytes = 12;
const tagBytes = 16;

export function createSecretBox(key: Buffer): SecretBox {
  if (key.length !== 32) throw new Error(`a key has 32 bytes, this one ${key.length}`);
  return {
    seal(secret, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open(sealed, context) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
        .setAAD(Buffer.from(context))
        .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      const opened = decipher.update(sealed.subarray(nonceBytes + tagBytes));
      return Buffer.concat([opened, decipher.final()]).toString('utf8');
    },
  };
}

/** The key of a setting (64 hexadecimal digits), or of a file that is made at the first start, for its owner's eyes alone. */
export async function readKey(setting: string | undefined, file: string): Promise<Buffer> {
  if (setting !== undefined) return Buffer.from(setting, 'hex');
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  // whole before it has its name, so that another process that starts now never reads half of it
  const made = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(made, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  await link(made, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(made);
  const key = (await readFile(file, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error(`${file} is no key: it should hold 64 hexadecimal digits`);
  return Buffer.from(key, 'hex');
}
