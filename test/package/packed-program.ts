import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The program as a user gets it: packed, then installed into an empty folder without a network. */
export interface PackedProgram {
  /** The folder into which the tarball was installed. */
  readonly folder: string;
  /** Runs the installed program in that folder; `before` is code that Node runs first. */
  run(options: readonly string[], before?: string): ProgramRun;
  remove(): void;
}

export interface ProgramRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Packs this repository as `npm publish` would (which builds it) and installs the tarball. */
export function installPackedProgram(): PackedProgram {
  const place = mkdtempSync(join(tmpdir(), 'conclave-packed-'));
  const folder = join(place, 'user');
  npm(['pack', '--silent', '--pack-destination', place], root);
  const tarball = readdirSync(place).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm pack left no tarball in ${place}`);
  const options = ['--offline', '--no-audit', '--no-fund', '--silent', '--prefix', folder];
  npm(['install', ...options, join(place, tarball)], place);
  return {
    folder,
    run: (options, before = '') => runInstalled(folder, options, before),
    remove: () => rmSync(place, { recursive: true, force: true }),
  };
}

function npm(options: readonly string[], cwd: string): void {
  const { status, stderr, stdout } = spawnSync('npm', options, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${options.join(' ')} failed:\n${stdout}${stderr}`);
}

function runInstalled(folder: string, options: readonly string[], before: string): ProgramRun {
  const program = join(folder, 'node_modules/conclave/dist/conclave.js');
  const first = `data:text/javascript,${encodeURIComponent(before)}`;
  const run = spawnSync(process.execPath, ['--import', first, program, ...options], { cwd: folder, encoding: 'utf8' });
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}
