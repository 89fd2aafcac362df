import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../kernel/app-error.ts';
import { type Environment, runToEnd } from './program-run.ts';

/** The packages of the distribution that a root folder is made of, as files. */
export interface DebianPackages {
  /** Version of Python as its programs are called: `3.11`. */
  readonly python: string;
  readonly files: readonly string[];
}

/** Beside Python: the locale C.UTF-8, time zones, what Node is linked to, and the wheel of pip. */
const WANTED = ['libc-bin', 'tzdata', 'libstdc++6', 'libatomic1', 'python3-pip-whl'];

const FITTING = ['3.11', '3.12', '3.13'];

const WITHOUT_APT =
  'Build on Debian or Ubuntu, or with docker or podman from a registry: conclave sandbox build --from registry.';

/**
 * Fetches Python and all that it needs with the package manager of the machine, which checks what it fetches; nothing is
 * installed and no rights of root are needed. What the machine knows of packages may be too old or absent: then it is
 * fetched anew, into `work`.
 */
export async function fetchDebianPackages(work: string, environment: Environment): Promise<DebianPackages> {
  await mkdir(join(work, 'cache/archives/partial'), { recursive: true });
  await writeFile(join(work, 'status'), '');
  const apt = (program: string, args: readonly string[]) =>
    runToEnd({
      program,
      args: [...settings(work), ...args],
      task: 'get the packages of the distribution',
      environment,
      advice: WITHOUT_APT,
    });
  try {
    return await fetchWith(apt, work);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'outside-failed') throw error;
    const lists = ['-o', `Dir::State::lists=${join(work, 'lists')}`];
    await mkdir(join(work, 'lists/partial'), { recursive: true });
    await apt('apt-get', [...lists, 'update']);
    return await fetchWith((program, args) => apt(program, [...lists, ...args]), work);
  }
}

type Apt = (program: string, args: readonly string[]) => Promise<string>;

/** With an empty list of installed packages everything is fetched that Python depends on. */
async function fetchWith(apt: Apt, work: string): Promise<DebianPackages> {
  const python = pythonOf(await apt('apt-cache', ['show', '--no-all-versions', 'python3']));
  await apt('apt-get', ['--download-only', '--yes', 'install', `python${python}`, ...WANTED]);
  const archives = join(work, 'cache/archives');
  const names = (await readdir(archives)).filter((name) => name.endsWith('.deb')).sort();
  return { python, files: names.filter((name) => USED.test(name)).map((name) => join(archives, name)) };
}

/** What is of use to somebody who can start nothing but Python and Node. */
const USED = /^(lib|python3|tzdata|zlib1g|media-types)/;

function pythonOf(shown: string): string {
  const found = /^Depends:.*?\bpython(3\.\d+)\b/m.exec(shown)?.[1];
  if (found === undefined)
    throw new AppError('outside-failed', 'the package manager knows no python3', { where: 'apt-cache' });
  if (FITTING.includes(found)) return found;
  throw new AppError('bad-input', `the Python of this distribution is ${found}`, {
    where: '--from debian',
    expected: `one of ${FITTING.join(', ')}, as Debian 12 and 13 and Ubuntu 24.04 have it`,
    advice: 'Build with docker or podman from a registry: conclave sandbox build --from registry.',
  });
}

function settings(work: string): readonly string[] {
  return [
    `Dir::State::status=${join(work, 'status')}`,
    `Dir::Cache=${join(work, 'cache')}`,
    'Debug::NoLocking=true',
    'APT::Install-Recommends=false',
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
    'quiet=2',
  ].flatMap((each) => ['-o', each]);
}
