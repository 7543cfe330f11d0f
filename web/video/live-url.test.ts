import { describe, expect, it } from 'vitest';
import { renewAfterMs } from './live-url.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const lasting = (seconds: number) => ({ url: '/x', expiresAt: new Date(now + seconds * 1000).toISOString() });

describe('renewAfterMs', () => {
  it('renews half a minute before the address ends', () => {
    expect(renewAfterMs(lasting(120), now)).toBe(90_000);
  });

  it('renews a very short-lived address at half its life', () => {
    expect(renewAfterMs(lasting(20), now)).toBe(10_000);
  });

  it('never asks more often than every five seconds, not even with clocks that disagree', () => {
    expect(renewAfterMs(lasting(-300), now)).toBe(5000);
  });
});
