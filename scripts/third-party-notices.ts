/**
 * Writes THIRD-PARTY-NOTICES.md from the packages that the product ships with; `--check` only compares, for tests.
 * Which packages those are comes from package-lock.json, so that every machine writes the same file.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

interface LockedPackage {
  version?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  link?: boolean;
  os?: string[];
  cpu?: string[];
}

/** What npm's licence fields don't say about the programs inside a package. */
const insideNotes: Record<string, string> = {
  '@seydx/node-av-linux-x64': 'MIT; the FFmpeg libraries inside: GPL-3.0-or-later',
  '@img/sharp-libvips-linux-x64': 'LGPL-3.0-or-later',
};

interface Notice {
  name: string;
  version: string;
  license: string;
  /** The package's own licence text; left out for optional packages, which not every machine has. */
  text: string;
}

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, 'THIRD-PARTY-NOTICES.md');

async function readNotices(): Promise<Notice[]> {
  const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const notices = new Map<string, Notice>();
  for (const [location, locked] of Object.entries(lock.packages)) {
    if (!location || locked.dev || locked.link || !isForServers(locked)) continue;
    const name = location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const version = locked.version ?? '';
    const declared = locked.license ?? (locked.optional ? 'not declared' : await declaredLicense(location));
    const license = insideNotes[name] ?? declared;
    const text = locked.optional ? '' : await licenseText(location);
    notices.set(`${name}@${version}`, { name, version, license, text });
  }
  return [...notices.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** Of the binaries that packages bring per system, those for the servers that we support are listed. */
function isForServers({ os = ['linux'], cpu = ['x64'] }: LockedPackage): boolean {
  return os.includes('linux') && cpu.includes('x64');
}

async function declaredLicense(location: string): Promise<string> {
  const facts = JSON.parse(await readFile(path.join(root, location, 'package.json'), 'utf8'));
  const declared = facts.license ?? facts.licenses?.[0];
  return (typeof declared === 'string' ? declared : declared?.type) ?? 'not declared';
}

async function licenseText(location: string): Promise<string> {
  const dir = path.join(root, location);
  const files = (await readdir(dir))
    .filter((file) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(file))
    .sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(dir, file), 'utf8')));
  return texts.join('\n').replaceAll('\r\n', '\n').trim();
}

function render(notices: Notice[]): string {
  const byText = groupByText(notices);
  const list = notices.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  const texts = [...byText].map(([text, sharers]) => {
    const names = sharers.map(({ name, version }) => `${name} ${version}`).join(', ');
    return `### ${names}\n\n\`\`\`\`text\n${text}\n\`\`\`\``;
  });
  return [
    '# Third-party notices',
    '',
    'The packages that Eyrie is distributed with or installs, and their licences. Written by',
    '`npm run notices`; don’t edit.',
    '',
    '| Package | Version | Licence |',
    '| --- | --- | --- |',
    ...list,
    '',
    '## Licence texts',
    '',
    texts.join('\n\n'),
    '',
  ].join('\n');
}

function groupByText(notices: Notice[]): Map<string, Notice[]> {
  const groups = new Map<string, Notice[]>();
  for (const notice of notices) {
    if (!notice.text) continue;
    groups.set(notice.text, [...(groups.get(notice.text) ?? []), notice]);
  }
  return groups;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const rendered = render(await readNotices());
if (process.argv.includes('--check')) {
  const written = await readFile(target, 'utf8').catch(() => '');
  if (written !== rendered) {
    console.error('THIRD-PARTY-NOTICES.md is out of date: run `npm run notices`');
    process.exit(1);
  }
} else {
  await writeFile(target, rendered);
}
