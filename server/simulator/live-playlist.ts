import type { Clip } from './clip-splitter.ts';
import type { LiveWindow } from './live-window.ts';

/** The media playlist (RFC 8216) of a window; `dateOf` gives a segment's PROGRAM-DATE-TIME in epoch milliseconds. */
export function mediaPlaylist(
  window: LiveWindow,
  longestMs: number,
  dateOf: (startMs: number) => number,
): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.ceil(longestMs / 1000))}`,
    `#EXT-X-MEDIA-SEQUENCE:${window.segments[0]?.sequence ?? 0}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${window.discontinuitySequence}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
  ];
  for (const segment of window.segments) {
    if (segment.discontinuity) lines.push('#EXT-X-DISCONTINUITY');
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(dateOf(segment.startMs)).toISOString()}`);
    lines.push(`#EXTINF:${(segment.durationMs / 1000).toFixed(3)},`, `${segment.sequence}.ts`);
  }
  return `${lines.join('\n')}\n`;
}

/** The master playlist that points at a clip's one media playlist. */
export function masterPlaylist(clip: Clip): string {
  const peakBitsPerSecond = Math.max(
    ...clip.segments.map((s) => (s.bytes.length * 8000) / Math.max(1, s.durationMs)),
  );
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-STREAM-INF:BANDWIDTH=${Math.ceil(peakBitsPerSecond)},RESOLUTION=${clip.width}x${clip.height},CODECS="${clip.codec}"`,
    'index.m3u8',
    '',
  ].join('\n');
}
