import { createHmac } from 'node:crypto';
import { type ParsedByteRange, type ParsedManifest, type ParsedSegment, Parser } from 'm3u8-parser';

/** Something that a camera's own playlist names: nothing else is ever fetched for it. */
export interface UpstreamItem {
  /** Says nothing about the address. */
  name: string;
  url: string;
  range?: readonly [offset: number, length: number];
  contentType: string;
}

export interface UpstreamSegment {
  item: UpstreamItem;
  durationSeconds: number;
  discontinuity: boolean;
  /** Epoch milliseconds. */
  programDateTime?: number;
  init?: UpstreamItem;
  key?: { method: string; item?: UpstreamItem; iv?: string };
}

export interface UpstreamPlaylist {
  targetSeconds: number;
  mediaSequence: number;
  discontinuitySequence: number;
  ended: boolean;
  segments: UpstreamSegment[];
}

/** Why a camera's playlist can't be passed on. */
export class BadUpstream extends Error {
  readonly reason: 'bad-playlist' | 'foreign-host';
  constructor(reason: 'bad-playlist' | 'foreign-host') {
    super(reason);
    this.reason = reason;
  }
}

export interface ReadingRules {
  /** Where the playlist was fetched from. */
  base: string;
  /** Makes item names that can't be guessed. */
  secret: Buffer;
  isAllowedHost: (hostname: string) => boolean;
}

/** A media playlist's parts, or the address of the variant to read instead; throws `BadUpstream`. */
export function readUpstream(text: string, rules: ReadingRules): UpstreamPlaylist | { variantUrl: string } {
  if (!/^\uFEFF?#EXTM3U\s/.test(text)) throw new BadUpstream('bad-playlist');
  const parser = new Parser();
  parser.push(text);
  parser.end();
  const { manifest } = parser;
  const variantUri = bestVariant(manifest);
  if (variantUri !== undefined) return { variantUrl: resolve(variantUri, rules).href };
  // a live window is short; more is a recording or an attack on our memory
  if (manifest.segments.length > 2000) throw new BadUpstream('bad-playlist');
  return {
    targetSeconds: Math.min(60, Math.max(1, manifest.targetDuration ?? 6)),
    mediaSequence: manifest.mediaSequence ?? 0,
    discontinuitySequence: manifest.discontinuitySequence ?? 0,
    ended: manifest.endList ?? false,
    segments: manifest.segments.map((segment) => readSegment(segment, rules)),
  };
}

/** The richest variant up to full HD. */
function bestVariant({ playlists }: ParsedManifest): string | undefined {
  const byBandwidth = [...(playlists ?? [])].sort(
    (a, b) => (b.attributes?.BANDWIDTH ?? 0) - (a.attributes?.BANDWIDTH ?? 0),
  );
  const fitting = byBandwidth.find(({ attributes }) => (attributes?.RESOLUTION?.height ?? 0) <= 1080);
  return (fitting ?? byBandwidth.at(-1))?.uri;
}

function readSegment(parsed: ParsedSegment, rules: ReadingRules): UpstreamSegment {
  const { duration } = parsed;
  if (!parsed.uri || duration === undefined || !(duration >= 0 && duration < 600))
    throw new BadUpstream('bad-playlist');
  const contentType = parsed.map ? 'video/iso.segment' : 'video/mp2t';
  return {
    item: readItem(parsed.uri, parsed.byterange, contentType, rules),
    durationSeconds: duration,
    discontinuity: parsed.discontinuity ?? false,
    ...(parsed.programDateTime !== undefined && { programDateTime: parsed.programDateTime }),
    ...(parsed.map && { init: readItem(parsed.map.uri, parsed.map.byterange, 'video/mp4', rules) }),
    ...(parsed.key && parsed.key.method !== 'NONE' && { key: readKey(parsed.key, rules) }),
  };
}

function readKey(
  key: NonNullable<ParsedSegment['key']>,
  rules: ReadingRules,
): NonNullable<UpstreamSegment['key']> {
  const words = key.iv && [...key.iv].map((word) => word.toString(16).padStart(8, '0'));
  return {
    method: /^[A-Z0-9-]+$/.test(key.method) ? key.method : 'UNKNOWN',
    ...(key.uri && { item: readItem(key.uri, undefined, 'application/octet-stream', rules) }),
    ...(words && { iv: `0x${words.join('')}` }),
  };
}

function readItem(
  uri: string,
  range: ParsedByteRange | undefined,
  contentType: string,
  rules: ReadingRules,
): UpstreamItem {
  const url = resolve(uri, rules).href;
  const identity = range ? `${url} ${range.offset} ${range.length}` : url;
  const name = createHmac('sha256', rules.secret).update(identity).digest('base64url').slice(0, 22);
  return { name, url, contentType, ...(range && { range: [range.offset, range.length] as const }) };
}

function resolve(uri: string, { base, isAllowedHost }: ReadingRules): URL {
  if (!URL.canParse(uri, base)) throw new BadUpstream('bad-playlist');
  const url = new URL(uri, base);
  if (!/^https?:$/.test(url.protocol) || !isAllowedHost(url.hostname)) throw new BadUpstream('foreign-host');
  return url;
}
