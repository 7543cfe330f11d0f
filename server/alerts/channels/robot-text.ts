import type { AlertMessage } from './channel.ts';

/** The message as markdown of at most `maxBytes` in UTF-8, cut between characters. */
export function robotText({ title, text, link }: AlertMessage, maxBytes: number): string {
  const end = link ? `\n\n[查看处理](${link})` : '';
  const start = `**${title}**\n\n`;
  return start + cutToBytes(text, maxBytes - Buffer.byteLength(start + end)) + end;
}

function cutToBytes(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  let bytes = Buffer.byteLength('…');
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return `${kept}…`;
}
