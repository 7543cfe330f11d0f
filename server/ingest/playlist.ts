import { type ParsedByteRange, type ParsedSegment, type ParsedVariant, Parser } from 'm3u8-parser';
import { StreamFailure } from './stream-failure.ts';

/** An HLS playlist as the reader needs it: absolute addresses, plain numbers. */

export interface ByteSource {
  url: string;
  range?: readonly [offset: number, length: number];
}

export interface PlaylistKey {
  method: string;
  url: string;
  /** Absent: the segment's sequence number is the vector. */
  iv?: Buffer;
}

export interface PlaylistSegment extends ByteSource {
  sequence: number;
  durationMs: number;
  discontinuity: boolean;
  /** Epoch ms from PROGRAM-DATE-TIME, carried on over the segments that don't repeat it. */
  programDateTime?: number;
  init?: ByteSource;
  key?: PlaylistKey;
}

export interface MediaPlaylist {
  kind: 'media';
  segments: PlaylistSegment[];
  targetDurationMs: number;
  ended: boolean;
}

export interface MasterPlaylist {
  kind: 'master';
  variants: { url: string; bandwidth: number; height?: number; codecs?: string }[];
}

const maxSegments = 20_000;

const byteSource = (uri: string, base: string, byterange?: ParsedByteRange): ByteSource => {
  if (!URL.canParse(uri, base))
    throw new StreamFailure('bad-playlist', 'The playlist names an address that is none');
  const url = new URL(uri, base).href;
  return byterange ? { url, range: [byterange.offset, byterange.length] } : { url };
};

const keyOf = (parsed: ParsedSegment, base: string): { key?: PlaylistKey } => {
  if (!parsed.key || parsed.key.method === 'NONE') return {};
  const key: PlaylistKey = {
    method: parsed.key.method,
    url: parsed.key.uri ? new URL(parsed.key.uri, base).href : '',
  };
  if (parsed.key.iv) {
    key.iv = Buffer.alloc(16);
    for (const [i, word] of parsed.key.iv.entries()) key.iv.writeUInt32BE(word, i * 4);
  }
  return { key };
};

const segmentOf = (parsed: ParsedSegment, sequence: number, base: string): PlaylistSegment => ({
  ...byteSource(parsed.uri, base, parsed.byterange),
  sequence,
  durationMs: (parsed.duration as number) * 1000,
  discontinuity: parsed.discontinuity ?? false,
  ...(parsed.programDateTime === undefined ? {} : { programDateTime: parsed.programDateTime }),
  ...(parsed.map ? { init: byteSource(parsed.map.uri, base, parsed.map.byterange) } : {}),
  ...keyOf(parsed, base),
});

const variantOf = ({ uri, attributes }: ParsedVariant, base: string): MasterPlaylist['variants'][number] => ({
  url: byteSource(uri, base).url,
  bandwidth: attributes?.BANDWIDTH ?? 0,
  ...(attributes?.RESOLUTION ? { height: attributes.RESOLUTION.height } : {}),
  ...(attributes?.CODECS ? { codecs: attributes.CODECS } : {}),
});

/** Throws `bad-playlist` for anything that isn't one; `base` is the address it was fetched from. */
export const parsePlaylist = (text: string, base: string): MediaPlaylist | MasterPlaylist => {
  if (!/^\uFEFF?#EXTM3U\s/.test(text))
    throw new StreamFailure('bad-playlist', 'The answer is not an HLS playlist');
  const parser = new Parser();
  parser.push(text);
  parser.end();
  const { manifest } = parser;
  if (manifest.playlists?.length) {
    return { kind: 'master', variants: manifest.playlists.map((variant) => variantOf(variant, base)) };
  }
  if (manifest.segments.length > maxSegments) {
    throw new StreamFailure('bad-playlist', `The playlist names more than ${maxSegments} segments`);
  }
  const usable = manifest.segments.every(
    ({ uri, duration }) => uri && duration !== undefined && duration >= 0 && duration < 600,
  );
  if (!usable)
    throw new StreamFailure('bad-playlist', 'The playlist has segments without an address or a duration');
  const first = manifest.mediaSequence ?? 0;
  return {
    kind: 'media',
    segments: manifest.segments.map((parsed, i) => segmentOf(parsed, first + i, base)),
    targetDurationMs: (manifest.targetDuration ?? 6) * 1000,
    ended: manifest.endList ?? false,
  };
};

const hasVideo = (codecs?: string): boolean => !codecs || /\b(avc|hvc|hev|vp0?[89]|av01|dvh)/i.test(codecs);

/** The richest variant that is not larger than needed: models see far less than 1080 lines, evidence no more. */
export const pickVariant = ({ variants }: MasterPlaylist, maxHeight = 1080): string => {
  const byBandwidth = variants
    .filter(({ codecs }) => hasVideo(codecs))
    .sort((a, b) => b.bandwidth - a.bandwidth);
  const fitting = byBandwidth.find(({ height }) => height === undefined || height <= maxHeight);
  const chosen = fitting ?? byBandwidth.at(-1);
  if (!chosen) throw new StreamFailure('unsupported-codec', 'The master playlist has no variant with video');
  return chosen.url;
};
