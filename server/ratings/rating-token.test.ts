import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { linkOfToken, tokenOfLink } from './rating-token.ts';

const secret = randomBytes(32);

it('leads from a token back to its link', () => {
  const id = randomUUID();
  expect(linkOfToken(secret, tokenOfLink(secret, id))).toBe(id);
});

it('opens nothing with one letter changed, whichever it is', () => {
  const token = tokenOfLink(secret, randomUUID());
  for (let at = 0; at < token.length - 1; at++) {
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    expect(linkOfToken(secret, changed)).toBeUndefined();
  }
});

it('opens nothing with another server’s key, and nothing that is no token', () => {
  expect(linkOfToken(secret, tokenOfLink(randomBytes(32), randomUUID()))).toBeUndefined();
  for (const nonsense of ['', 'x', randomUUID(), 'A'.repeat(43), 'A'.repeat(5000), '../../etc'])
    expect(linkOfToken(secret, nonsense)).toBeUndefined();
});
