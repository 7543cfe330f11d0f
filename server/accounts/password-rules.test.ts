import { describe, expect, it } from 'vitest';
import { flawOf, idleMinutesOf, rulesOf } from './password-rules.ts';

const djbh3 = rulesOf('djbh3');
const asvs = rulesOf('asvs');

describe('等保三级', () => {
  it.each([
    ['Ab1-xyz', 'too-short'],
    ['onlyletters', 'too-few-classes'],
    ['lettersand12', 'too-few-classes'],
    ['Kestrel-over-7', undefined],
    ['雾里看花-Ab7', undefined],
  ])('says of %s: %s', (password, flaw) => {
    expect(flawOf(djbh3, password, 'linxiao')).toBe(flaw);
  });
});

describe('OWASP ASVS', () => {
  it('prescribes no signs, only length', () => {
    expect(flawOf(asvs, 'quiet ridge above town', 'linxiao')).toBeUndefined();
    expect(flawOf(asvs, 'uwtrqpz', 'linxiao')).toBe('too-short');
  });

  it('counts a Chinese letter and a sign outside of the first plane as one', () => {
    expect(flawOf(asvs, '山雨欲来风满楼', 'linxiao')).toBe('too-short');
    expect(flawOf(asvs, '山雨欲来风满楼🦅', 'linxiao')).toBeUndefined();
  });
});

describe('both', () => {
  it.each(['password', 'Password1!', 'P@ssw0rd2026', 'qwertyuiop', '12345678', 'iloveyou', 'Eyrie2026!'])(
    'refuse %s, which everybody tries first',
    (password) => {
      expect(flawOf(asvs, password, 'linxiao')).toBe('too-common');
    },
  );

  it('refuse one’s own username in it', () => {
    expect(flawOf(djbh3, 'LinXiao-2026', 'linxiao')).toBe('holds-name');
  });

  it('end an administrator’s session sooner than an operator’s', () => {
    for (const rules of [djbh3, asvs]) {
      expect(idleMinutesOf(rules, 'admin', 12)).toBeLessThan(idleMinutesOf(rules, 'operator', 12));
      expect(idleMinutesOf(rules, 'audit-admin', 0.25)).toBe(15);
    }
  });
});
