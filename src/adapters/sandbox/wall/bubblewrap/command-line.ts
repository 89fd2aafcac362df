import { AppError } from '../../../../kernel/app-error.ts';
import { MEBIBYTE } from '../groups/control-group.ts';
import { needProgram } from '../program-path.ts';
import { NOBODY, walledGround } from '../surroundings.ts';
import type { WallOrder } from '../wall-engine.ts';
import { limitArguments, OWN_PROCESSES, processLimit } from './limits.ts';
import { COUNTED_ALONE, type Means } from './means.ts';

/** Descriptors that bubblewrap reads and writes itself and closes before it starts the program. */
export const FILTER_FD = 3;
export const STATUS_FD = 4;

/** What a command line is made of. */
export interface LineGround {
  /** Absolute path of bubblewrap. */
  readonly program: string;
  readonly order: WallOrder;
  readonly means: Means;
  /** Of the run; no two have the same. */
  readonly name: string;
}

/**
 * The programs that become one another: a scope where there is one, an empty environment, limits, nobody's user where we
 * are root (bubblewrap alone would leave root's rights outside), a namespace to be counted in where there is no group,
 * bubblewrap, the program of the order.
 */
export function commandLine({ program, order, means, name }: LineGround): readonly string[] {
  if (order.image.kind !== 'root') {
    throw new AppError('broken', 'bubblewrap takes a folder with programs and no image of a store');
  }
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? NOBODY : (process.getuid?.() ?? NOBODY);
  const prlimit = needProgram('prlimit', 'util-linux');
  const counter = means.counter;
  const { settings, command } = order;
  return [
    ...scopeWords(means, order, name),
    prlimit,
    ...limitArguments({ settings, command, isGrouped: means.isGrouped, user: counter === null ? user : null }),
    ...(isRoot ? [needProgram('setpriv', 'util-linux'), ...NOBODYS] : []),
    ...(counter === null ? [] : [counter, ...COUNTED_ALONE, prlimit, processLimit(settings, 0)]),
    ...[program, ...wallWords(order, order.image.folder)],
  ];
}

const NOBODYS = [
  ...[`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'],
  ...['--inh-caps=-all', '--bounding-set=-all', '--no-new-privs'],
];

function scopeWords({ scope }: Means, { settings }: WallOrder, name: string): readonly string[] {
  if (scope === null) return [];
  const { memory_mb: memory, processes, cpus } = settings;
  const properties = [
    ...[`MemoryMax=${memory}M`, 'MemorySwapMax=0', `TasksMax=${processes + OWN_PROCESSES}`],
    ...(cpus === null ? [] : [`CPUQuota=${Math.round(cpus * 100)}%`]),
  ];
  return [
    ...[scope.program, '--user', '--scope', '--quiet', '--collect', `--unit=${name}`],
    ...properties.flatMap((property) => ['-p', property]),
    ...['--', needProgram('env', 'coreutils'), '-i'],
  ];
}

function wallWords({ settings, command, surroundings }: WallOrder, root: string): readonly string[] {
  const { folder, environment } = walledGround(surroundings);
  return [
    ...['--unshare-user', '--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try'],
    ...['--die-with-parent', '--new-session', '--hostname', 'sandbox'],
    ...['--uid', String(NOBODY), '--gid', String(NOBODY), '--cap-drop', 'ALL'],
    ...['--clearenv', ...environment.flatMap(([name, value]) => ['--setenv', name, value])],
    ...['--ro-bind', root, '/', '--proc', '/proc', '--dev', '/dev', '--remount-ro', '/dev'],
    ...['--size', String(settings.tmp_mb * MEBIBYTE), '--tmpfs', '/tmp', '--chdir', folder],
    ...['--seccomp', String(FILTER_FD), '--json-status-fd', String(STATUS_FD)],
    ...['--', ...command],
  ];
}
