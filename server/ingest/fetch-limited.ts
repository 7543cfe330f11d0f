import { redactUrl } from './redact-url.ts';
import { StreamFailure } from './stream-failure.ts';

/** Fetches bytes over HTTP within a size, a time and a number of redirects; credentials go into a header. */

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface FetchLimits {
  maxBytes: number;
  timeoutMs: number;
  signal: AbortSignal;
  /** `[offset, length]` in bytes. */
  range?: readonly [number, number];
  fetch?: Fetch;
}

export interface Fetched {
  bytes: Buffer;
  /** The address after redirects, against which relative URIs resolve. */
  url: string;
}

const maxRedirects = 5;

const parseHttpUrl = (url: string): URL => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new StreamFailure('bad-url', `Not an http or https address: ${redactUrl(url)}`);
  }
  return parsed;
};

/** Splits `user:password@` off, since fetch refuses addresses that carry them. */
const splitCredentials = (parsed: URL): { address: string; authorization?: string } => {
  if (!parsed.username && !parsed.password) return { address: parsed.href };
  const pair = `${decodeURIComponent(parsed.username)}:${decodeURIComponent(parsed.password)}`;
  const bare = new URL(parsed);
  bare.username = '';
  bare.password = '';
  return { address: bare.href, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
};

const readBody = async (response: Response, maxBytes: number, shown: string): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new StreamFailure('too-large', `More than ${maxBytes} bytes from ${shown}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
};

/** Throws a StreamFailure for anything but the bytes, and the signal's reason once that is aborted. */
export const fetchLimited = async (url: string, limits: FetchLimits): Promise<Fetched> => {
  const doFetch = limits.fetch ?? fetch;
  const timeout = AbortSignal.timeout(limits.timeoutMs);
  const signal = AbortSignal.any([limits.signal, timeout]);
  let current = parseHttpUrl(url);
  let credentials = splitCredentials(current);
  const shown = redactUrl(url);
  try {
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const headers: Record<string, string> = {};
      if (credentials.authorization) headers.authorization = credentials.authorization;
      if (limits.range) headers.range = `bytes=${limits.range[0]}-${limits.range[0] + limits.range[1] - 1}`;
      const response = await doFetch(credentials.address, { headers, signal, redirect: 'manual' });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location) {
        await response.body?.cancel();
        const from = current;
        current = parseHttpUrl(new URL(location, credentials.address).href);
        const next = splitCredentials(current);
        const keepsOrigin = current.origin === from.origin && credentials.authorization;
        credentials =
          keepsOrigin && !next.authorization
            ? { ...next, authorization: credentials.authorization as string }
            : next;
        continue;
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw new StreamFailure(`http-${response.status}`, `HTTP ${response.status} from ${shown}`);
      }
      const bytes = await readBody(response, limits.maxBytes, shown);
      return { bytes: sliceRange(bytes, response.status, limits.range), url: current.href };
    }
    throw new StreamFailure('too-many-redirects', `More than ${maxRedirects} redirects from ${shown}`);
  } catch (error) {
    limits.signal.throwIfAborted();
    if (error instanceof StreamFailure) throw error;
    if (timeout.aborted)
      throw new StreamFailure('timed-out', `No answer within ${limits.timeoutMs} ms from ${shown}`);
    throw new StreamFailure('unreachable', `${connectionError(error)} from ${shown}`);
  }
};

/** A server may ignore `Range` and answer 200 with everything. */
const sliceRange = (bytes: Buffer, status: number, range?: readonly [number, number]): Buffer =>
  range && status !== 206 ? bytes.subarray(range[0], range[0] + range[1]) : bytes;

/** Only the system's code: the message of a failed fetch repeats the address with its secrets. */
const connectionError = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'Connection failed';
};
