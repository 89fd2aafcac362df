import { chmod, constants, copyFile, lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DebianPackages } from './debian-packages.ts';
import { debianPlatform } from './platform.ts';
import { type Environment, runPiped } from './program-run.ts';

/** Unpacks the packages of a distribution into a folder that can be the root of a wall. */
export async function unpackRoot(root: string, packages: DebianPackages, environment: Environment): Promise<void> {
  await mkdir(root);
  for (const folder of MERGED) {
    await mkdir(join(root, 'usr', folder), { recursive: true });
    await symlink(`usr/${folder}`, join(root, folder));
  }
  // One after the other: each is a tenth of a second, and two that make the same folder at once disturb each other.
  for (const file of packages.files) {
    const common = { task: 'unpack a package', environment };
    await runPiped(
      { ...common, program: 'dpkg-deb', args: ['--fsys-tarfile', file] },
      { ...common, program: 'tar', args: [...UNPACKING, root] },
    );
  }
}

/** A package that still puts its files into `/lib` has them put into `/usr/lib`. */
const UNPACKING = ['--extract', '--keep-directory-symlink', '--no-same-owner', '--directory'];

/** Folders of a machine that are links into `usr`, as all distributions have them since 2022. */
const MERGED = ['bin', 'sbin', 'lib', 'lib64'];

/** Adds what the packages leave to their scripts, and Node, which is the one that runs this program. */
export async function furnishRoot(root: string, python: string): Promise<void> {
  await Promise.all(MOUNT_POINTS.map((folder) => mkdir(join(root, folder), { recursive: true })));
  await rm(join(root, 'usr/bin/python3'), { force: true });
  await symlink(`python${python}`, join(root, 'usr/bin/python3'));
  await copyFile(process.execPath, join(root, 'usr/bin/node'), constants.COPYFILE_FICLONE);
  // The link of the package is an absolute one, or there is none.
  const { triplet, loader, loaderPath } = debianPlatform();
  const link = join(root, loaderPath);
  await rm(link, { force: true });
  await symlink(loaderPath.startsWith('lib64') ? `../lib/${triplet}/${loader}` : `${triplet}/${loader}`, link);
  for (const [path, text] of SETTINGS) await writeFile(join(root, path), text);
}

/** What a wall or an engine of containers may want to put something in the place of. */
const MOUNT_POINTS = ['proc', 'sys', 'dev', 'tmp', 'run', 'strategy', 'etc', 'var/tmp', 'home', 'root'];

const SETTINGS: readonly (readonly [string, string])[] = [
  ['etc/passwd', 'root:x:0:0:root:/root:/usr/sbin/nologin\nstrategy:x:65534:65534:strategy:/tmp:/usr/sbin/nologin\n'],
  ['etc/group', 'root:x:0:\nstrategy:x:65534:\n'],
  ['etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files\n'],
  ['etc/hosts', '127.0.0.1 localhost\n'],
  ['etc/hostname', 'sandbox\n'],
  ['etc/resolv.conf', ''],
];

/** Takes away what nobody behind a wall can use: documents, tests, other programs. */
export async function tidyRoot(root: string, python: string): Promise<void> {
  const { triplet } = debianPlatform();
  const programs = ['node', 'python3', `python${python}`];
  await keepOnly(join(root, 'usr/bin'), programs);
  await keepOnly(join(root, 'usr/sbin'), []);
  await keepOnly(join(root, 'usr/share'), ['zoneinfo']);
  await keepOnly(
    join(root, 'etc'),
    SETTINGS.map(([path]) => path.slice('etc/'.length)),
  );
  const packages = packagesOf(root, python);
  const unused = [
    join(root, 'usr/lib', triplet, 'gconv'),
    join(root, 'usr/lib', triplet, 'perl-base'),
    ...['right', 'posix'].map((folder) => join(root, 'usr/share/zoneinfo', folder)),
    ...['bin', 'share', 'pandas/tests'].map((folder) => join(packages, folder)),
    ...['idlelib', 'lib2to3/tests', 'pydoc_data', 'test'].map((folder) =>
      join(root, `usr/lib/python${python}`, folder),
    ),
  ];
  await Promise.all(unused.map((path) => rm(path, { recursive: true, force: true })));
  await removeTests(join(packages, 'numpy'));
  await forgetScripts(packages);
}

/** Where the packages of a root folder are installed. */
export function packagesOf(root: string, python: string): string {
  return join(root, `usr/local/lib/python${python}/dist-packages`);
}

async function keepOnly(folder: string, names: readonly string[]): Promise<void> {
  const found = await readdir(folder).catch(() => []);
  const others = found.filter((name) => !names.includes(name));
  await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

async function removeTests(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const tests = entries.filter((entry) => entry.isDirectory() && entry.name === 'tests');
  await Promise.all(tests.map((entry) => rm(join(entry.parentPath, entry.name), { recursive: true, force: true })));
}

/** Takes the programs of packages, which were removed and whose hashes name a folder of this machine, from their lists. */
async function forgetScripts(packages: string): Promise<void> {
  for (const name of (await readdir(packages)).filter((each) => each.endsWith('.dist-info'))) {
    const record = join(packages, name, 'RECORD');
    const lines = (await readFile(record, 'utf8')).split('\n');
    await writeFile(record, lines.filter((line) => !line.startsWith('../')).join('\n'));
  }
}

/** Sets what everybody may do with each file: read, and start what can be started. Nothing gives another user's rights. */
export async function openToAll(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, ((await lstat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
    else if (!entry.isSymbolicLink()) await rm(path);
  }
  // Some engines give what they mount there the mode of the folder below it.
  await chmod(join(root, 'tmp'), 0o1777);
}
