import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of programs that a test makes up. */
export interface FakePrograms extends Disposable {
  readonly folder: string;
  /** Only these programs, and those of a shell. */
  readonly environment: Readonly<Record<string, string>>;
  /** The path of one of them. */
  readonly path: (name: string) => string;
}

/** Writes programs as scripts of the shell, by name; `$HERE` is the folder around them. */
export function fakePrograms(scripts: Readonly<Record<string, string>>): FakePrograms {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-fake-'));
  const path = (name: string): string => join(folder, 'bin', name);
  mkdirSync(join(folder, 'bin'));
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(path(name), `#!/bin/sh\nHERE='${folder}'\n${script}\n`);
    chmodSync(path(name), 0o755);
  }
  return {
    folder,
    path,
    environment: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, HOME: folder },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
