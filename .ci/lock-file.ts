import { z } from 'zod';

const Versions = z.record(z.string(), z.string());

const Record = z.looseObject({ version: z.string().optional(), optionalDependencies: Versions.optional() });
type Record = z.infer<typeof Record>;

/** What we read of `package-lock.json`; everything else in it is kept as it is. */
export const LockFile = z.looseObject({ packages: z.record(z.string(), Record) });
export type LockFile = z.infer<typeof LockFile>;

/**
 * The same lock file with a record for every optional package that has none. A registry that lacks the package of some
 * other platform makes npm leave its record out, and then `npm ci` refuses the lock file on every platform.
 */
export function completeLockFile(lock: LockFile): LockFile {
  const packages = { ...lock.packages };
  for (const missing of findMissingRecords(lock)) packages[missing.place] = assembleRecord(missing);
  const sorted = Object.keys(packages).sort((left, right) => (left < right ? -1 : 1));
  return { ...lock, packages: Object.fromEntries(sorted.map((place) => [place, packages[place] ?? {}])) };
}

interface MissingRecord {
  readonly place: string;
  readonly name: string;
  readonly version: string;
}

/** Optional packages that a record of the lock file asks for, and that npm would not find in it. */
export function findMissingRecords({ packages }: LockFile): readonly MissingRecord[] {
  return Object.entries(packages).flatMap(([dependent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([, version]) => /^\d/.test(version))
      .filter(([name, version]) => findRecord(packages, dependent, name)?.version !== version)
      .map(([name, version]) => ({ place: findPlace(packages, dependent, name), name, version })),
  );
}

/** Looks as Node does: in the package's own `node_modules`, then in that of each folder around it. */
function findRecord(packages: LockFile['packages'], dependent: string, name: string): Record | undefined {
  const found = packages[`${dependent === '' ? '' : `${dependent}/`}node_modules/${name}`];
  if (found !== undefined || dependent === '') return found;
  return findRecord(packages, folderAround(dependent).replace(/\/$/, ''), name);
}

/** Beside the package that asks, or within it where another version has taken that place. */
function findPlace(packages: LockFile['packages'], dependent: string, name: string): string {
  const beside = `${folderAround(dependent)}node_modules/${name}`;
  return packages[beside] === undefined ? beside : `${dependent}/node_modules/${name}`;
}

/** `node_modules/vite/node_modules/rolldown` stands in `node_modules/vite/`. */
function folderAround(place: string): string {
  return place.slice(0, Math.max(0, place.lastIndexOf('node_modules/')));
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** The platform stands in the package's name; its checksum is unknown here and is not checked there. */
function assembleRecord({ name, version }: MissingRecord): Record {
  const words = name.split(/[/-]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : [];
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    dev: true,
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}
