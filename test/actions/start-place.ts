import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const START = join(import.meta.dirname, '../../actions/start.sh');

/** A release branch with a program that prints how it was called, and a `PATH` without any Node. */
export interface StartPlace {
  readonly folder: string;
  write(path: string, text: string): void;
  /** A program that says that it is some Node, and then what it was given to run. */
  fakeNode(path: string, version: string): void;
  /** A place of a real Node. */
  realNode(path: string): void;
  start(
    command: readonly string[],
    by?: readonly string[],
    more?: Readonly<Record<string, string>>,
  ): { readonly status: number | null; readonly stdout: string; readonly stderr: string };
}

/** Lays out such a place in a new folder. */
export function layOutStart(): StartPlace {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-start-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  mkdirSync(join(folder, 'bin'));
  for (const tool of ['bash', 'date', 'dirname', 'sort', 'readlink'])
    symlinkSync(whereIs(tool), join(folder, 'bin', tool));
  write('release/dist/conclave.js', 'console.log(process.execPath, ...process.argv.slice(2));');
  mkdirSync(join(folder, 'release/actions'));
  copyFileSync(START, join(folder, 'release/actions/start.sh'));
  return {
    folder,
    write,
    fakeNode: (path, version) => {
      write(path, `#!/bin/bash\n[[ "$1" == --version ]] && echo ${version} || echo "ran ${path} $*"\n`);
      chmodSync(join(folder, path), 0o755);
    },
    realNode: (path) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(process.execPath, join(folder, path));
    },
    start: (command, by = [join(folder, 'bin/bash')], more = {}) => {
      const [program = '', ...options] = by;
      const env = {
        PATH: join(folder, 'bin'),
        RUNNER_TOOL_CACHE: join(folder, 'tools'),
        GITHUB_EVENT_PATH: '/event.json',
        ...more,
      };
      const script = join(folder, 'release/actions/start.sh');
      const { status, stdout, stderr } = spawnSync(program, [...options, script, ...command], {
        env,
        encoding: 'utf8',
      });
      return { status, stdout: stdout.trim(), stderr };
    },
  };
}

/** Where a program of this machine stands. */
export function whereIs(tool: string): string {
  return spawnSync('/bin/sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
}
