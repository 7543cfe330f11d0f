import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { round } from './figures.ts';

/** What the figures come from, and how busy it was with other things. */
export function describeMachine() {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGib: round(totalmem() / 2 ** 30),
    system: /PRETTY_NAME="(.*)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform,
    node: process.version,
    /** Processes that wanted a core over the last minute and five; above the cores, everything waits. */
    load: loadavg().slice(0, 2).map(round),
  };
}
