import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src/kernel/app-error.ts';

/** A platform whose syntax engine travels in the bundle. */
interface Platform {
  readonly folder: string;
  readonly enginePackage: string;
  readonly engineFile: string;
  readonly pythonPrebuild: string;
}

const platforms: readonly Platform[] = [
  {
    folder: 'linux-x64',
    enginePackage: '@ast-grep/napi-linux-x64-gnu',
    engineFile: 'ast-grep-napi.linux-x64-gnu.node',
    pythonPrebuild: 'prebuild-Linux-X64',
  },
  {
    folder: 'linux-arm64',
    enginePackage: '@ast-grep/napi-linux-arm64-gnu',
    engineFile: 'ast-grep-napi.linux-arm64-gnu.node',
    pythonPrebuild: 'prebuild-Linux-ARM64',
  },
];

/** Puts the syntax engine and its Python grammar into `<folder>/<platform>/`, for every platform of the bundle. */
export function copyNativeEngine(root: string, folder: string): void {
  for (const platform of platforms) {
    const target = join(folder, platform.folder);
    mkdirSync(target, { recursive: true });
    copyFileSync(findEngine(root, platform), join(target, 'ast-grep.node'));
    const grammar = join(root, 'node_modules/@ast-grep/lang-python/prebuilds', platform.pythonPrebuild, 'parser.so');
    copyFileSync(grammar, join(target, 'python.so'));
  }
}

/** Folders of the packages whose binaries travel along; their licences are stated with the others. */
export function enginePackages(root: string): readonly string[] {
  return ['napi', 'lang-python'].map((name) => join(root, 'node_modules/@ast-grep', name));
}

/** The installed engine where npm installed one, otherwise that of the other platform's package. */
function findEngine(root: string, platform: Platform): string {
  const installed = join(root, 'node_modules', platform.enginePackage, platform.engineFile);
  return existsSync(installed) ? installed : fetchEngine(root, platform);
}

/** Packages are kept by their checksum, which is compared at every use: a kept file is trusted no more than a new one. */
function fetchEngine(root: string, { enginePackage, engineFile }: Platform): string {
  const { version, integrity } = readLock(root, enginePackage);
  const cache = join(root, 'node_modules/.cache/conclave');
  mkdirSync(cache, { recursive: true });
  const kept = join(cache, `${enginePackage.replace(/[@/]+/g, '-').slice(1)}-${version}.tgz`);
  if (!existsSync(kept)) downloadPackage(`${enginePackage}@${version}`, cache, kept);
  const found = `sha512-${createHash('sha512').update(readFileSync(kept)).digest('base64')}`;
  if (found !== integrity) {
    rmSync(kept);
    throw new AppError('outside-failed', `${enginePackage}@${version} is not the package of the lock file`, {
      where: 'package-lock.json',
      expected: `${integrity}, found ${found}`,
    });
  }
  const unpacked = join(cache, `${enginePackage.split('/')[1]}-${version}`);
  mkdirSync(unpacked, { recursive: true });
  run('tar', ['-xzf', kept, '-C', unpacked, '--strip-components=1']);
  return join(unpacked, engineFile);
}

const Lock = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), integrity: z.string().optional() })),
});

function readLock(root: string, name: string): { readonly version: string; readonly integrity: string } {
  const lock = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const { version, integrity } = lock.packages[`node_modules/${name}`] ?? {};
  if (version !== undefined && integrity !== undefined) return { version, integrity };
  throw new AppError('broken', `${name} has no version and checksum`, { where: 'package-lock.json' });
}

/** Downloads beside the place and moves there, so that two builds at once do not read each other's half. */
function downloadPackage(spec: string, cache: string, target: string): void {
  const folder = mkdtempSync(join(cache, 'download-'));
  // Said aloud because this program may itself run inside `npm pack`, which hands down its own options.
  const options = ['--pack-destination', folder, '--dry-run=false', '--json=false', '--silent'];
  const [name] = run('npm', ['pack', spec, ...options])
    .trim()
    .split('\n')
    .slice(-1);
  renameSync(join(folder, name ?? ''), target);
  rmSync(folder, { recursive: true });
}

function run(program: string, options: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, options, { encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new AppError('outside-failed', `${program} ${options.slice(0, 2).join(' ')} failed: ${stderr.trim()}`, {
    advice: 'The build fetches the syntax engine of the other platform from the npm registry once.',
    cause: error,
  });
}
