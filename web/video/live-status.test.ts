import { describe, expect, it } from 'vitest';
import { codecName, statusOfError } from './live-status.ts';

const error = (type: string, details: string, fatal = true, code?: number) =>
  ({ type, details, fatal, ...(code ? { response: { code } } : {}) }) as Parameters<typeof statusOfError>[0];

describe('statusOfError', () => {
  it('says which codec the browser lacks', () => {
    expect(statusOfError(error('mediaError', 'bufferAddCodecError'), 'HEVC (H.265)')).toEqual({
      kind: 'codec-unsupported',
      codec: 'HEVC (H.265)',
    });
    expect(statusOfError(error('mediaError', 'manifestIncompatibleCodecsError'), null)).toMatchObject({
      kind: 'codec-unsupported',
    });
  });

  it('tells a refused picture from a lost one', () => {
    expect(statusOfError(error('networkError', 'manifestLoadError', true, 403), null)).toEqual({
      kind: 'refused',
    });
    expect(statusOfError(error('networkError', 'levelLoadError', true, 502), null)).toEqual({
      kind: 'unreachable',
    });
  });

  it('says nothing of what mends itself', () => {
    expect(statusOfError(error('networkError', 'fragLoadError', false), null)).toBeNull();
  });
});

describe('codecName', () => {
  it('uses the names people know', () => {
    expect(codecName('hvc1.1.6.L120.90')).toBe('HEVC (H.265)');
    expect(codecName('avc1.64001f')).toBe('H.264');
  });
});
