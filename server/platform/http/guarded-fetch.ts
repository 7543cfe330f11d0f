import { lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { type AllowedTargets, mayConnect } from './allowed-targets.ts';

/** Calls addresses that people typed in: robots, gateways, webhooks. It never reaches into our own network by accident. */

export interface GuardedRequest {
  method?: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: string | Buffer;
  timeoutMs?: number;
  maxBytes?: number;
}

export interface GuardedAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export type GuardedFetch = (url: string, options?: GuardedRequest) => Promise<GuardedAnswer>;

/** The address may not be called: not http(s), or a private, loopback, link-local or otherwise special one. */
export class TargetRefused extends Error {}

/**
 * Names are resolved once and the connection goes to the very address that was checked; redirects are answered as they
 * are and not followed; what takes too long or answers too much is broken off. Error messages hold the host alone: the
 * rest of an address may be a secret.
 */
export function createGuardedFetch(allowed: AllowedTargets, resolve: typeof lookUp = lookUp): GuardedFetch {
  const checkedLookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const refused = allowed.hosts.has(hostname.toLowerCase())
        ? undefined
        : addresses.find(({ address }) => !mayConnect(address, allowed));
      const first = addresses[0];
      if (refused || !first) return callback(refusal(hostname), '');
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  const agent = new Agent({ connect: { lookup: checkedLookup, timeout: 10_000 } });

  return async (url, { method = 'POST', headers, body, timeoutMs = 10_000, maxBytes = 64 * 1024 } = {}) => {
    const target = URL.canParse(url) ? new URL(url) : undefined;
    if (!target || !/^https?:$/.test(target.protocol)) throw new TargetRefused('Not an http(s) address');
    // an address needs no lookup, so that it is checked here
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !allowed.hosts.has(host) && !mayConnect(host, allowed)) throw refusal(host);
    const answer = await request(target, {
      dispatcher: agent,
      method,
      signal: AbortSignal.timeout(timeoutMs),
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new Error(`${host} answered with more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
    return { status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString() };
  };
}

const refusal = (host: string): TargetRefused =>
  new TargetRefused(`${host} lies in a private network: EYRIE_ALLOW_PRIVATE_TARGETS may allow it`);
