import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError, messageOf } from '../../../../kernel/app-error.ts';
import { readExitCode } from '../exit-code.ts';
import type { ControlGroup } from '../groups/control-group.ts';
import { type HeldOutput, holdOutput } from '../held-output.ts';
import { inheritedDescriptors } from '../inherited-descriptors.ts';
import { needProgram } from '../program-path.ts';
import { startReaper } from '../reaper.ts';
import { assembleFilter, ownArchitecture } from '../seccomp/filter.ts';
import { PROFILE } from '../seccomp/profile.ts';
import { supervise } from '../supervised.ts';
import type { WallEnd, WalledProcess, WallOrder } from '../wall-engine.ts';
import { refusedBy } from './advice.ts';
import { commandLine, FILTER_FD, STATUS_FD } from './command-line.ts';
import { OWN_PROCESSES } from './limits.ts';
import type { Means } from './means.ts';
import { watchMemory } from './memory-watch.ts';
import { endFirst, type FirstProcess, firstProcess, identify, killFirst } from './status.ts';

/** How often, and after how long, a start is tried again that others of the same user were in the way of. */
const MOST_STARTS = 20;
const MOMENT_MS = 250;

/** Starts an order behind bubblewrap; it is refused where bubblewrap may not make the namespaces. */
export async function startBubblewrap(program: string, order: WallOrder, means: Means): Promise<WalledProcess> {
  for (let start = 1; start < MOST_STARTS; start += 1) {
    try {
      return await startOnce(program, order, means);
    } catch (error) {
      if (!wereOthersInTheWay(error, means)) throw error;
      await wait(MOMENT_MS);
    }
  }
  return await startOnce(program, order, means);
}

/** Where the kernel counts all processes of a user, some can have come since they were counted for the limit. */
function wereOthersInTheWay(error: unknown, { isGrouped, counter }: Means): boolean {
  return !isGrouped && counter === null && /Resource temporarily unavailable/i.test(messageOf(error));
}

async function startOnce(program: string, order: WallOrder, means: Means): Promise<WalledProcess> {
  const name = `conclave-${process.pid}-${randomBytes(6).toString('hex')}`;
  const line = commandLine({ program, order, means, name });
  // What can be missing is missing before there is anything to clear away.
  const entry = enter();
  const group = makeGroup(name, order, means);
  const reaper = startReaper(CLEAR_GROUPS, group?.folders ?? []);
  const child = spawnIn(group, line, { means, entry });
  const held = holdOutput(child);
  if (child.pid !== undefined) reaper.watch(child.pid);
  const first = await awaitFirst(child, held);
  if (!(first instanceof AppError)) reaper.watch(first.id);
  const clear = async (): Promise<void> => {
    if (!(first instanceof AppError)) await endFirst(first);
    await group?.remove();
    reaper.dismiss();
  };
  if (first instanceof AppError) {
    await clear();
    throw first;
  }
  const { seconds, memory_mb: memoryMb } = order.settings;
  return supervise({
    child,
    held,
    seconds,
    strike: () => strike(child, first, group),
    ...(means.isGrouped ? {} : { watch: (onBeyond) => watchMemory({ first: first.id, memoryMb, onBeyond }) }),
    judge: (code) => judge(code, group, means),
    clear,
  });
}

function makeGroup(name: string, { settings }: WallOrder, { grouping }: Means): ControlGroup | null {
  try {
    return grouping?.make(name, { ...settings, processes: settings.processes + OWN_PROCESSES }) ?? null;
  } catch (error) {
    throw new AppError('outside-failed', `a control group could not be made (${messageOf(error)})`, {
      expected: 'groups with limits of memory, processes and processor',
      advice: 'Try again; where it stays so, run without root rights or use another engine.',
      cause: error,
    });
  }
}

/**
 * The shell closes descriptors and becomes a member of groups before it turns into the next program, so that everything
 * after it has none of the first and is a member of the second.
 */
const BEGIN = `
while [ "$1" != -- ]; do eval "exec $1>&-"; shift; done
shift
while [ "$1" != -- ]; do echo $$ > "$1/cgroup.procs" || exit 125; shift; done
shift
exec "$@"
`;

const CLEAR_GROUPS = `
tries=0
while [ $tries -lt 100 ]; do
  left=
  for group in "$@"; do
    if [ -d "$group" ]; then
      while read -r id; do kill -KILL "$id" 2>/dev/null; done < "$group/cgroup.procs"
      rmdir "$group" 2>/dev/null || left=yes
    fi
  done
  if [ -z "$left" ]; then exit 0; fi
  tries=$((tries + 1))
  sleep 0.1
done
`;

/** What the way behind the wall begins with: a shell, the descriptors that it closes, and the filter of system calls. */
function enter() {
  const closed = inheritedDescriptors().filter((descriptor) => descriptor > STATUS_FD);
  return { closed, shell: shellFor(closed), rules: assembleFilter(PROFILE, ownArchitecture()) };
}

interface Entrance {
  readonly means: Means;
  readonly entry: ReturnType<typeof enter>;
}

function spawnIn(
  group: ControlGroup | null,
  line: readonly string[],
  { means: { scope }, entry }: Entrance,
): ChildProcess {
  const { closed, rules } = entry;
  const [shell, ...options] = entry.shell;
  const words = [...options, '-c', BEGIN, 'sh', ...closed.map(String), '--', ...(group?.folders ?? []), '--', ...line];
  const child = spawn(shell, words, {
    cwd: '/',
    // The first process in the namespace keeps what it is given here, so there must be no secret in it.
    env: scope?.environment ?? {},
    // Ctrl-C is for us alone.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
  });
  const filter = child.stdio[FILTER_FD] as Writable;
  filter.on('error', () => {});
  filter.end(rules);
  return child;
}

/** The smallest shells close no descriptor above 9; Bash takes a pipe for a remote login and would read its settings. */
function shellFor(closed: readonly number[]): readonly [string, ...string[]] {
  return closed.some((descriptor) => descriptor > 9) ? [needProgram('bash', 'bash'), '--norc'] : ['/bin/sh'];
}

/** The first process in the namespace, or why there is none. */
async function awaitFirst(child: ChildProcess, { errors }: HeldOutput): Promise<FirstProcess | AppError> {
  const failed = once(child, 'error').then(([error]): AppError => refusedBy(messageOf(error)));
  const first = firstProcess(child.stdio[STATUS_FD] as Readable);
  const heard = await Promise.race([first, failed]);
  if (heard instanceof AppError) return heard;
  if (heard !== null) return identify(heard);
  return refusedBy(await text(errors));
}

/** With the first process all others die; killing bubblewrap alone is not enough, see `killFirst`. */
function strike(child: ChildProcess, first: FirstProcess, group: ControlGroup | null): void {
  child.kill('SIGKILL');
  killFirst(first);
  group?.strike();
}

function judge(code: number, group: ControlGroup | null, { isGrouped }: Means): WallEnd {
  const end = readExitCode(code);
  const wasKilled = end.kind === 'signalled' && end.signal === 'SIGKILL';
  if (group === null) return wasKilled && isGrouped ? { kind: 'memory' } : end;
  return code !== 0 && group.ranOutOfMemory() ? { kind: 'memory' } : end;
}
