import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import {
  hashRecoveryCode,
  newOneTimePassword,
  newRecoveryCodes,
  newTotp,
  stepOfCode,
} from './one-time-code.ts';

// RFC 6238, appendix B: the ASCII secret 12345678901234567890 at 59 s and 1111111109 s, the last six digits
const rfcSecret = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer }).base32;

describe('a code of an authenticator', () => {
  it('is right where RFC 6238 says so', () => {
    expect(stepOfCode(rfcSecret, '287082', 59_000, null)).toBe(1);
    expect(stepOfCode(rfcSecret, '081 804', 1_111_111_109_000, null)).toBe(37_037_036);
  });

  it('is good for a clock that is half a minute off, and no more', () => {
    expect(stepOfCode(rfcSecret, '287082', 89_000, null)).toBe(1);
    expect(stepOfCode(rfcSecret, '287082', 121_000, null)).toBeUndefined();
  });

  it('is good once', () => {
    expect(stepOfCode(rfcSecret, '287082', 59_000, 1)).toBeUndefined();
    expect(stepOfCode(rfcSecret, '287082', 59_000, 0)).toBe(1);
  });

  it('has six digits', () => {
    for (const code of ['', '28708', '2870822', 'abcdef', '2870８2'])
      expect(stepOfCode(rfcSecret, code, 59_000, null)).toBeUndefined();
  });

  it('comes from a secret that an authenticator can read', () => {
    const { secret, uri } = newTotp('林晓');
    expect(uri).toMatch(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}/);
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: 1_000_000 });
    expect(stepOfCode(secret, code, 1_000_000, null)).toBe(33);
  });
});

describe('codes to write down', () => {
  it('differ, and are the same in capitals and without dashes', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    const [first = ''] = codes;
    expect(hashRecoveryCode(` ${first.toUpperCase().replaceAll('-', ' ')}`)).toEqual(hashRecoveryCode(first));
    expect(hashRecoveryCode(codes[1] ?? '')).not.toEqual(hashRecoveryCode(first));
  });

  it('hold no letter that is read as another', () => {
    expect([...newRecoveryCodes(), newOneTimePassword()].join('')).not.toMatch(/[01ilo]/);
  });
});
