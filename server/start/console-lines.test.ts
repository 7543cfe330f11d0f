import { describe, expect, it } from 'vitest';
import { readableLine } from './console-lines.ts';

describe('the console', () => {
  const entry = (fields: object) =>
    JSON.stringify({ level: 40, time: '2026-01-02T03:04:05.000Z', ...fields });

  it('shows a warning with its time, process, camera and reason', () => {
    const line = entry({ msg: 'the camera is away', camera: '42', err: { message: 'HTTP 404\n  at x' } });
    expect(readableLine('worker', line)).toMatch(
      /^\d\d:\d\d:\d\d worker warning: the camera is away \(camera 42\): HTTP 404$/,
    );
  });

  it('is quiet about what goes well, and shows what is no log line as it is', () => {
    expect(readableLine('worker', entry({ level: 30, msg: 'fine' }))).toBeNull();
    expect(readableLine('worker', '')).toBeNull();
    expect(readableLine('worker', 'Segmentation fault')).toBe('worker: Segmentation fault');
    expect(readableLine('worker', '{ not json')).toBe('worker: { not json');
  });
});
