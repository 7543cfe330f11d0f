import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { EnvHttpProxyAgent, fetch, type Response } from 'undici';
import { ModelError } from '../detect/model-registry.ts';

export interface Download {
  url: string;
  /** Where the whole and checked file comes to lie. */
  to: string;
  /** What it must be; `undefined` takes what comes. */
  sha256: string | undefined;
  bytes: number | undefined;
  /** Larger files are refused where the size is not known. */
  mostBytes?: number;
  onProgress?(done: number, total: number | undefined): void;
}

const defaultMostBytes = 2 ** 31;

/**
 * Fetches a file, going on where an earlier attempt broke off, through the proxy of the environment if it names one.
 * What does not have the size and the hash it must have is refused and removed. Resolves to the file's SHA-256.
 */
export const downloadFile = async (download: Download): Promise<string> => {
  const part = `${download.to}.part`;
  const agent = new EnvHttpProxyAgent();
  try {
    await fetchRest(download, part, agent);
  } finally {
    await agent.close();
  }
  const { size } = await stat(part);
  if (download.bytes !== undefined && size !== download.bytes) {
    await rm(part);
    throw new ModelError(`The file has ${size} bytes, and must have ${download.bytes}: it is not the one`);
  }
  const sha256 = await sha256Of(part);
  if (download.sha256 !== undefined && sha256 !== download.sha256) {
    await rm(part);
    throw new ModelError(`The file's SHA-256 is ${sha256}, and must be ${download.sha256}: it is refused`);
  }
  await rename(part, download.to);
  return sha256;
};

const fetchRest = async (download: Download, part: string, agent: EnvHttpProxyAgent): Promise<void> => {
  const { bytes, mostBytes = defaultMostBytes } = download;
  const had = await sizeOf(part);
  if (had > 0 && had === bytes) return;
  const response = await request(download.url, had, agent);
  if (response.status === 416) {
    await response.body?.cancel();
    await rm(part);
    return fetchRest(download, part, agent);
  }
  if (!response.ok || !response.body) throw new ModelError(`${download.url} answers ${response.status}`);
  const isRest = response.status === 206;
  let done = isRest ? had : 0;
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  const total = Number.isFinite(length) ? done + length : bytes;
  const most = bytes ?? mostBytes;
  const file = await open(part, isRest ? 'a' : 'w');
  try {
    for await (const chunk of response.body) {
      done += (chunk as Uint8Array).length;
      if (done > most) {
        await rm(part);
        throw new ModelError(`${download.url} gives more than ${most} bytes: it is not the file`);
      }
      await file.write(chunk as Uint8Array);
      download.onProgress?.(done, total);
    }
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw new ModelError(`The download broke off after ${done} bytes; run it again to go on from there`);
  } finally {
    await file.close();
  }
};

const request = (url: string, from: number, dispatcher: EnvHttpProxyAgent): Promise<Response> =>
  fetch(url, { dispatcher, ...(from > 0 ? { headers: { range: `bytes=${from}-` } } : {}) }).catch(
    (error: Error) => {
      const cause = error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
      throw new ModelError(
        `${new URL(url).host} can't be reached (${cause}); without the network, fetch the file elsewhere and use models:check`,
      );
    },
  );

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return 0;
      throw error;
    },
  );

const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};
