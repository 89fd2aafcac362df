import type { WallEngineName } from '../../../../backtest/wall/wall.ts';
import { MEBIBYTE } from '../groups/control-group.ts';
import { NOBODY, walledGround } from '../surroundings.ts';
import type { WallOrder } from '../wall-engine.ts';
import type { HostFacts } from './host-facts.ts';

/** Engines whose walls are containers; their command lines are one family. */
export type ContainerEngineName = Exclude<WallEngineName, 'bubblewrap'>;

/** What a command line is made of. */
export interface LineGround {
  readonly engine: ContainerEngineName;
  readonly order: WallOrder;
  /** Of the container; no two have the same. */
  readonly name: string;
  /** Path of the file with the filter of system calls. */
  readonly profile: string;
  readonly host: HostFacts;
}

/** The engine's own limit is a last resort behind ours. */
const SPARE_SECONDS = 5;

/** The arguments that run an order in a container: first what is for the engine, then the image, then the program's. */
export function runArguments(ground: LineGround): readonly string[] {
  const { engine, order, name, host } = ground;
  const [entry = '', ...words] = order.command;
  return [
    ...(engine === 'podman' && host.runtime !== null ? ['--runtime', host.runtime] : []),
    ...['run', '--interactive', '--rm', `--name=${name}`, '--pull=never', '--log-driver=none', '--sig-proxy=false'],
    ...['--network=none', '--hostname=sandbox', '--ipc=none', '--no-healthcheck'],
    ...limitWords(order, host),
    ...rightWords(ground),
    ...environmentWords(order),
    ...(engine === 'podman' ? podmanWords(order, host) : dockerWords()),
    `--entrypoint=${entry}`,
    ...[order.image.kind === 'image' ? order.image.id : order.image.folder, ...words],
  ];
}

function limitWords({ settings }: WallOrder, host: HostFacts): readonly string[] {
  const { memory_mb: memory, cpus, processes, open_files: files, file_mb: file } = settings;
  return [
    ...[`--memory=${memory}m`, `--memory-swap=${memory}m`, `--pids-limit=${processes}`],
    ...(cpus === null || !host.hasCpu ? [] : [`--cpus=${cpus}`]),
    ...[`--ulimit=nofile=${files}:${files}`, `--ulimit=fsize=${file * MEBIBYTE}:${file * MEBIBYTE}`],
    '--ulimit=core=0:0',
  ];
}

function rightWords({ order: { settings }, profile }: LineGround): readonly string[] {
  return [
    ...['--read-only', `--tmpfs=/tmp:rw,size=${settings.tmp_mb}m,nosuid,nodev,noexec,mode=1777`],
    // Engines put a writable folder for message queues there.
    '--tmpfs=/dev/mqueue:ro,size=4k,nosuid,nodev,noexec',
    ...['--cap-drop=ALL', '--security-opt=no-new-privileges', `--security-opt=seccomp=${profile}`],
    `--user=${NOBODY}:${NOBODY}`,
  ];
}

function environmentWords({ surroundings }: WallOrder): readonly string[] {
  const { folder, environment } = walledGround(surroundings);
  return [`--workdir=${folder}`, ...environment.map(([name, value]) => `--env=${name}=${value}`)];
}

/** Podman's own limit of processes is beyond what some machines let it set. */
function podmanWords({ settings }: WallOrder, { mostProcesses }: HostFacts): readonly string[] {
  return [
    ...['--read-only-tmpfs=false', '--no-hosts', '--http-proxy=false', '--unsetenv-all', '--image-volume=ignore'],
    ...[`--ulimit=nproc=${mostProcesses}:${mostProcesses}`, `--timeout=${Math.ceil(settings.seconds) + SPARE_SECONDS}`],
  ];
}

/** Docker's program hands on the proxies of its settings, which may name a password; an empty one is taken instead. */
function dockerWords(): readonly string[] {
  return PROXIES.flatMap((name) => [`--env=${name}=`, `--env=${name.toLowerCase()}=`]);
}

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'];

/** The arguments that end a container and remove it, whatever state it is in. */
export function removeArguments(engine: ContainerEngineName, name: string): readonly string[] {
  return engine === 'podman' ? ['rm', '--force', '--time=0', name] : ['rm', '--force', '--volumes', name];
}
