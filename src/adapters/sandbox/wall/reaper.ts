import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/** A process that outlives us for a moment, should we be killed, and clears away what we can no longer clear away. */
export interface Reaper {
  /** Says which process is to be killed before anything else is done; there may be several. */
  watch(id: number): void;
  /** It is not needed any more. */
  dismiss(): void;
}

/** Starts a reaper: when our end of its pipe closes, it runs a script of the shell, with these as `$1` and so on. */
export function startReaper(
  script: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Reaper {
  const child = spawn('/bin/sh', ['-c', `${WAIT}\n${script}`, 'sh', ...words], {
    cwd: '/',
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...environment },
    // Not a member of our terminal's group, so that Ctrl-C does not reach it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  child.unref();
  (child.stdin as Socket | null)?.unref();
  return {
    watch: (id) => void child.stdin?.write(`${id}\n`),
    dismiss: () => dismiss(child),
  };
}

/** Every line is the id of a process; nothing is done before the end of all lines. */
const WAIT = `
watched=
while read -r line; do watched="$watched $line"; done
for id in $watched; do kill -KILL "$id" 2>/dev/null; done
`;

function dismiss(child: ChildProcess): void {
  child.kill('SIGKILL');
  child.stdin?.destroy();
}
