import { describe, expect, it } from 'vitest';
import { actsFor } from './acts-for.ts';

const account = { state: 'active', secondFactor: 'on', openSessions: 2 } as const;
const words = (...given: Parameters<typeof actsFor>) => actsFor(...given).map(({ word }) => word);

describe('actsFor', () => {
  it('parts the work between the administrators of people and of security', () => {
    expect(words('admin', account)).toEqual(['disable']);
    expect(words('security-admin', account)).toEqual(['lock', 'resetPassword', 'resetFactor', 'endSessions']);
    expect(words('audit-admin', account)).toEqual([]);
    expect(words('operator', account)).toEqual([]);
  });

  it('offers what the account’s state allows', () => {
    expect(words('admin', { ...account, state: 'disabled' })).toEqual(['enable']);
    expect(words('security-admin', { state: 'locked', secondFactor: 'off', openSessions: 0 })).toEqual([
      'unlock',
      'resetPassword',
    ]);
  });

  it('asks twice for everything that ends somebody’s work', () => {
    for (const { word, sure } of [...actsFor('admin', account), ...actsFor('security-admin', account)])
      expect(sure !== undefined, word).toBe(word !== 'endSessions');
  });
});
