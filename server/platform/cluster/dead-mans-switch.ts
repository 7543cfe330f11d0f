import { spawn } from 'node:child_process';
import path from 'node:path';
import type { ClusterPlace } from './cluster-place.ts';

/**
 * A tiny shell that waits on a pipe from us. When we die, even by `kill -9`, the pipe closes and it stops the
 * postmaster, if that is still the one it was started for. Nobody has to clean up after a crash.
 */
export function startDeadMansSwitch(options: { place: ClusterPlace; pid: number }): {
  disarm(): Promise<void>;
} {
  const { place, pid } = options;
  const script =
    'read -r _; read -r current < "$1" 2>/dev/null; [ "$current" = "$2" ] && kill -INT "$2" 2>/dev/null; exit 0';
  const pidFile = path.join(place.dataDir, 'postmaster.pid');
  const shell = spawn('/bin/sh', ['-c', script, 'eyrie-database-guard', pidFile, String(pid)], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    ...(place.owner ? { uid: place.owner.uid, gid: place.owner.gid } : {}),
  });
  shell.unref();
  shell.on('error', () => shell.stdin.destroy());
  shell.stdin.on('error', () => shell.stdin.destroy());
  const ended = new Promise<void>((resolve) => shell.once('close', () => resolve()));
  return {
    disarm() {
      shell.ref();
      shell.kill('SIGKILL');
      return ended;
    },
  };
}
