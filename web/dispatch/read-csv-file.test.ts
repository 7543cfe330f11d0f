import { expect, it } from 'vitest';
import { csvText } from './read-csv-file.ts';

it('reads UTF-8, with and without a mark', () => {
  const utf8 = new TextEncoder().encode('code,名称');
  expect(csvText(utf8.buffer as ArrayBuffer)).toBe('code,名称');
});

it('reads what a Chinese spreadsheet saves', () => {
  // 名称 in GBK
  expect(csvText(new Uint8Array([0xc3, 0xfb, 0xb3, 0xc6]).buffer)).toBe('名称');
});
