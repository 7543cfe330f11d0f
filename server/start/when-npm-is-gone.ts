import { readFileSync } from 'node:fs';

/**
 * Calls back when npm, or the shell that `npm start` put between itself and us, is gone: npm passes SIGTERM to that
 * shell alone, which ends without telling us, and a killed npm tells nobody. Someone who runs the file without npm
 * may close their shell as they like.
 */
export function whenNpmIsGone(stop: () => void): void {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const watch = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}

/** Process id of a process's parent; null where the system doesn't tell (only Linux does). */
function parentOf(pid: number): number | null {
  try {
    // The command's name, in parentheses, may hold anything: the fields we want come after the last one.
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return Number(afterName.split(' ')[1]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) return null;
    throw error;
  }
}
