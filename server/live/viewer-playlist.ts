import type { UpstreamItem, UpstreamPlaylist } from './upstream-playlist.ts';

/**
 * The playlist as the browser gets it, written anew from what was understood of the camera's: nothing that it says
 * (comments, addresses, unknown tags) is passed on as it came. `linkTo` gives an item's signed address.
 */
export function viewerPlaylist(playlist: UpstreamPlaylist, linkTo: (item: UpstreamItem) => string): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.ceil(playlist.targetSeconds)}`,
    `#EXT-X-MEDIA-SEQUENCE:${playlist.mediaSequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${playlist.discontinuitySequence}`,
  ];
  let key = 'METHOD=NONE';
  let map = '';
  for (const segment of playlist.segments) {
    if (segment.discontinuity) lines.push('#EXT-X-DISCONTINUITY');
    const keyNow = keyAttributes(segment.key, linkTo);
    if (keyNow !== key) lines.push(`#EXT-X-KEY:${keyNow}`);
    const mapNow = segment.init ? `URI="${linkTo(segment.init)}"` : '';
    if (mapNow !== map && mapNow) lines.push(`#EXT-X-MAP:${mapNow}`);
    [key, map] = [keyNow, mapNow];
    if (segment.programDateTime !== undefined) {
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.programDateTime).toISOString()}`);
    }
    lines.push(`#EXTINF:${segment.durationSeconds.toFixed(3)},`, linkTo(segment.item));
  }
  if (playlist.ended) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}

function keyAttributes(
  key: UpstreamPlaylist['segments'][number]['key'],
  linkTo: (item: UpstreamItem) => string,
): string {
  if (!key) return 'METHOD=NONE';
  const uri = key.item ? `,URI="${linkTo(key.item)}"` : '';
  return `METHOD=${key.method}${uri}${key.iv ? `,IV=${key.iv}` : ''}`;
}
