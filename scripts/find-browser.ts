import { access, constants } from 'node:fs/promises';

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium-browser',
  '/opt/google/chrome/chrome',
];

/** The Chromium that browser tests drive: `EYRIE_CHROMIUM`, or the machine's own; null where there is none. */
export async function findBrowser(): Promise<string | null> {
  const given = process.env.EYRIE_CHROMIUM;
  for (const candidate of given ? [given] : candidates) {
    const runs = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return candidate;
  }
  return null;
}
