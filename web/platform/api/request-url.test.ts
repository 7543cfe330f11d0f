import { describe, expect, it } from 'vitest';
import { requestUrl } from './request-url.ts';

describe('requestUrl', () => {
  it('fills the path and escapes what it fills in', () => {
    expect(requestUrl('/api/cases/:id/steps', { id: 'a/b' })).toBe('/api/cases/a%2Fb/steps');
  });

  it('appends only the query values that are set', () => {
    expect(requestUrl('/api/cases', {}, { state: 'open', scene: undefined, limit: 20 })).toBe(
      '/api/cases?state=open&limit=20',
    );
  });

  it('refuses a path whose parameter is missing', () => {
    expect(() => requestUrl('/api/cases/:id')).toThrow('"id"');
  });
});
