import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redactText, redactUrl } from './redact-url.ts';

it.each([
  ['http://admin:p%40ss@cam.local:8080/live/1.m3u8?token=abc#x', 'http://cam.local:8080/live/1.m3u8?…'],
  ['https://cam.local/live.m3u8', 'https://cam.local/live.m3u8'],
  ['//user:pw@host/path?x=1', '//host/path?…'],
  ['rtsp://u:p@10.0.0.1/stream', 'rtsp://10.0.0.1/stream'],
  ['/data/clip.mp4', '/data/clip.mp4'],
])('shows %s as %s', (url, shown) => {
  expect(redactUrl(url)).toBe(shown);
});

it('redacts every address in a text', () => {
  expect(redactText('GET http://a:b@c/d?e=f failed, see https://x/y?z')).toBe(
    'GET http://c/d?… failed, see https://x/y?…',
  );
});

it('never lets a user, a password or a query through', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9]{6,12}$/);
  fc.assert(
    fc.property(
      word,
      word,
      word,
      fc.constantFrom('http', 'https', 'rtsp', 'rtmp'),
      (user, password, token, scheme) => {
        const address = `${scheme}://${user}SECRET:${password}SECRET@camera.example/live?key=${token}SECRET`;
        expect(redactUrl(address)).not.toContain('SECRET');
        expect(redactText(`before ${address} after`)).not.toContain('SECRET');
      },
    ),
  );
});
