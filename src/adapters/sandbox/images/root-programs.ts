import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import { debianPlatform } from './platform.ts';
import { type Environment, runToEnd } from './program-run.ts';
import { packagesOf } from './root-folder.ts';

/** A root folder that is being made, and the version of its Python, such as `3.11`. */
export interface NewRoot {
  readonly root: string;
  readonly python: string;
  readonly environment: Environment;
}

/** Installs the pinned packages with pip of the distribution, run by the root folder's own Python. */
export async function installPackages(made: NewRoot, requirements: string): Promise<void> {
  const { root, python, environment } = made;
  const wheels = join(root, 'usr/share/python-wheels');
  const pip = (await readdir(wheels).catch(() => [])).find((name) => /^pip-.*\.whl$/.test(name));
  if (pip === undefined)
    throw new AppError('outside-failed', 'the distribution has no wheel of pip', { where: wheels });
  const target = packagesOf(root, python);
  await mkdir(target, { recursive: true });
  await runPython(made, {
    args: [join(wheels, pip, 'pip'), 'install', ...PIP, '--target', target, '--requirement', requirements],
    task: 'install the pinned Python packages',
    environment,
  });
}

const PIP = [
  '--quiet',
  '--no-input',
  '--disable-pip-version-check',
  '--no-cache-dir',
  '--require-hashes',
  '--only-binary=:all:',
  '--no-deps',
  '--no-compile',
  '--no-warn-script-location',
  '--root-user-action=ignore',
];

/** Compiles all of Python; by the content of files, so that neither a time nor a place of this machine gets in. */
export async function compilePackages(made: NewRoot): Promise<void> {
  const { root, python } = made;
  const compile = (folder: string) =>
    runPython(made, {
      args: ['-m', 'compileall', '-q', '--invalidation-mode', 'unchecked-hash', '-s', root, '-p', '/', folder],
      task: 'compile the Python packages',
      environment: {},
    });
  // Not with its own workers: newer ones start Python anew, and that without the loader of the root folder.
  await Promise.all([compile(join(root, `usr/lib/python${python}`)), compile(packagesOf(root, python))]);
}

const Told = z.object({ python: z.string(), packages: z.record(z.string(), z.string()) });

/** What a Python says about itself: its version and the packages that it finds. */
export const TELL_PYTHON = `
import importlib.metadata, json, platform
import pandas, numpy, mypy.api, flake8, bandit, pytest, pytest_jsonreport
found = {each.name.lower().replace('_', '-'): each.version for each in importlib.metadata.distributions()}
print(json.dumps({'python': platform.python_version(), 'packages': dict(sorted(found.items()))}))
`;

/** Reads what `TELL_PYTHON` printed. */
export function parseTold(printed: string): z.infer<typeof Told> {
  return Told.parse(JSON.parse(printed));
}

/** Starts both interpreters of a root folder and asks for their versions; what does not start is no image. */
export async function tellPrograms(made: NewRoot): Promise<z.infer<typeof Told> & { readonly node: string }> {
  const packages = packagesOf(made.root, made.python);
  const printed = await runPython(made, {
    args: ['-s', '-P', '-B', '-c', `import sys; sys.path.append(${JSON.stringify(packages)})\n${TELL_PYTHON}`],
    task: 'start the Python of the new image',
    environment: {},
  });
  const node = await runLoaded(made.root, {
    args: [join(made.root, 'usr/bin/node'), '--version'],
    task: 'start Node inside the new image',
    environment: {},
    advice: 'Start conclave with the Node of nodejs.org, which needs no libraries of its own.',
  });
  return { ...parseTold(printed), node: node.trim().replace(/^v/, '') };
}

interface Start {
  readonly args: readonly string[];
  readonly task: string;
  readonly environment: Environment;
  readonly advice?: string;
}

function runPython({ root, python }: NewRoot, start: Start): Promise<string> {
  return runLoaded(root, { ...start, args: [join(root, `usr/bin/python${python}`), ...start.args] }, [
    `PYTHONHOME=${join(root, 'usr')}`,
    'PYTHONDONTWRITEBYTECODE=1',
    'PYTHONHASHSEED=0',
  ]);
}

/** Starts a program of a root folder with the loader and the libraries of that folder, so that nobody need be root. */
function runLoaded(root: string, start: Start, variables: readonly string[] = []): Promise<string> {
  const { triplet, loader } = debianPlatform();
  const libraries = join(root, 'usr/lib', triplet);
  return runToEnd({
    ...start,
    program: 'env',
    args: [...variables, join(libraries, loader), '--inhibit-cache', '--library-path', libraries, ...start.args],
  });
}
