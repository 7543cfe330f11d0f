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
  const shown = redactUrl(url);
  let current = parseHttpUrl(url);
  let credentials = splitCredentials(current);
  const { signal, end, isTimedOut } = startPatience(limits);
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
    if (isTimedOut())
      throw new StreamFailure('timed-out', `No answer within ${limits.timeoutMs} ms from ${shown}`);
    throw new StreamFailure('unreachable', `${connectionError(error)} from ${shown}`);
  } finally {
    end();
  }
};

/**
 * A signal for one fetch: called off from outside, or when its time is up. `AbortSignal.any` would leave a trace of
 * every fetch on a camera's signal, which lives for months.
 */
const startPatience = ({ signal, timeoutMs }: FetchLimits) => {
  const own = new AbortController();
  let timedOut = false;
  const callOff = (): void => own.abort(signal.reason);
  if (signal.aborted) callOff();
  signal.addEventListener('abort', callOff, { once: true });
  const timer = setTimeout(() => {
    timedOut = true;
    own.abort();
  }, timeoutMs);
  const end = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', callOff);
  };
  return { signal: own.signal, end, isTimedOut: () => timedOut };
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
