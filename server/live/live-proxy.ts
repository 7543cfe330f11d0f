import express, { type Response, type Router } from 'express';
import type { LiveUrl } from '#contract/camera.ts';
import { caseRoles } from '#contract/endpoint.ts';
import type { Clock } from '../platform/clock.ts';
import { requireActor } from '../platform/http/require-actor.ts';
import type { Log } from '../platform/log.ts';
import { Problem } from '../platform/problem.ts';
import { createByteCache } from './byte-cache.ts';
import { createLiveChannel, type FetchBytes, type LiveChannel } from './live-channel.ts';
import { expiryOf, isGranted, signGrant } from './live-signature.ts';
import { viewerPlaylist } from './viewer-playlist.ts';

export interface LiveProxyOptions {
  findStream: (cameraCode: string) => Promise<{ url: string } | undefined>;
  fetchBytes: FetchBytes;
  secret: Buffer;
  clock: Clock;
  log: Log;
  allowedHosts?: readonly string[];
  /** Of all cameras' footage held for viewers. */
  maxCacheBytes?: number;
  /** How long a signed address is good for, at least. */
  ttlMs?: number;
}

const streamCheckMs = 5000;
const idleMs = 60_000;

/**
 * Live pictures for the browser: playlists and segments pass through here, by addresses that are signed for one user and
 * expire soon. The camera's own address and its credentials stay on this side.
 */
export function createLiveProxy(options: LiveProxyOptions) {
  const { findStream, secret, clock, log, ttlMs = 120_000 } = options;
  const cache = createByteCache({ maxBytes: options.maxCacheBytes ?? 96 * 2 ** 20, keepMs: 30_000, clock });
  const channels = new Map<
    string,
    { channel: LiveChannel; url: string; checkedAt: number; usedAt: number }
  >();
  const signal = new AbortController().signal;

  async function channelOf(cameraCode: string): Promise<LiveChannel> {
    const now = clock.now();
    const known = channels.get(cameraCode);
    if (known && now - known.checkedAt < streamCheckMs) {
      known.usedAt = now;
      return known.channel;
    }
    for (const [code, { usedAt }] of channels) if (now - usedAt > idleMs) channels.delete(code);
    const stream = await findStream(cameraCode);
    if (!stream || !/^https?:/.test(stream.url)) {
      channels.delete(cameraCode);
      throw new Problem('camera-not-found', `Camera ${cameraCode} has no live stream`);
    }
    const latest = channels.get(cameraCode);
    const channel =
      latest?.url === stream.url
        ? latest.channel
        : createLiveChannel({
            cameraCode,
            streamUrl: stream.url,
            allowedHosts: options.allowedHosts ?? [],
            fetchBytes: options.fetchBytes,
            secret,
            cache,
            clock,
            signal,
          });
    channels.set(cameraCode, { channel, url: stream.url, checkedAt: now, usedAt: now });
    return channel;
  }

  /** Passes on what comes from the camera, or says why it can't; the log learns the reason, never the address. */
  async function fromCamera<T>(cameraCode: string, what: Promise<T>): Promise<T> {
    try {
      return await what;
    } catch (error) {
      const reason = (error as { reason?: unknown }).reason;
      const shown = typeof reason === 'string' ? reason : 'bad-playlist';
      log.debug({ cameraCode, reason: shown }, 'a live picture is not to be had');
      throw new Problem('upstream-failed', `Camera ${cameraCode} does not deliver: ${shown}`);
    }
  }

  function addressOf(cameraCode: string, item: string, file: string, userId: string) {
    const expires = expiryOf(clock.now(), ttlMs);
    const query = signGrant(secret, { cameraCode, item, userId, expires });
    return { url: `/api/live/${encodeURIComponent(cameraCode)}/${file}?${query}`, expires };
  }

  const router: Router = express.Router();
  router.get('/api/live/:code/index.m3u8', async (request, response) => {
    const cameraCode = request.params.code;
    const userId = userOf(response);
    checkGrant(isGranted(secret, { cameraCode, item: 'playlist', userId }, request.query, clock.now()));
    const channel = await channelOf(cameraCode);
    const playlist = await fromCamera(cameraCode, channel.playlist());
    const text = viewerPlaylist(playlist, ({ name }) => addressOf(cameraCode, name, name, userId).url);
    response.set('cache-control', 'no-store').type('application/vnd.apple.mpegurl').send(text);
  });

  router.get('/api/live/:code/:item', async (request, response) => {
    const { code: cameraCode, item: name } = request.params;
    const userId = userOf(response);
    checkGrant(isGranted(secret, { cameraCode, item: name, userId }, request.query, clock.now()));
    const channel = await channelOf(cameraCode);
    const item = await fromCamera(cameraCode, channel.item(name));
    if (!item) throw new Problem('not-found', `Camera ${cameraCode} does not announce this piece any more`);
    const bytes = await fromCamera(cameraCode, channel.bytesOf(item));
    // `send` would hash the whole piece for an ETag
    response.writeHead(200, {
      'content-type': item.contentType,
      'content-length': bytes.length,
      'cache-control': 'private, max-age=30',
    });
    response.end(bytes);
  });

  return {
    router,
    /** The address of a camera's live playlist, for one signed-in user; ask anew before it expires. */
    sign({ cameraCode, userId }: { cameraCode: string; userId: string }): LiveUrl {
      const { url, expires } = addressOf(cameraCode, 'playlist', 'index.m3u8', userId);
      return { url, expiresAt: new Date(expires * 1000).toISOString() };
    },
  };
}

/** The signed-in user: a signature alone opens nothing. */
const userOf = (response: Response): string => requireActor(response, caseRoles).id;

function checkGrant(granted: boolean): void {
  if (!granted)
    throw new Problem('not-allowed', 'This address has expired or is not yours; ask for a new one');
}
