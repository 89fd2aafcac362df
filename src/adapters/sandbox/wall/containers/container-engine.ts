import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError, messageOf } from '../../../../kernel/app-error.ts';
import { readExitCode } from '../exit-code.ts';
import { type HeldOutput, holdOutput } from '../held-output.ts';
import { probeWall } from '../probe/probe.ts';
import { type Reaper, startReaper } from '../reaper.ts';
import { renderContainerProfile } from '../seccomp/container-profile.ts';
import { PROFILE } from '../seccomp/profile.ts';
import { supervise } from '../supervised.ts';
import type { WallChoice, WallEnd, WallEngine, WalledProcess, WallOrder } from '../wall-engine.ts';
import { type ContainerEngineName, removeArguments, runArguments } from './command-line.ts';
import { engineEnvironment } from './engine-environment.ts';
import { readHostFacts } from './host-facts.ts';
import { END_WATCHERS, endWatchers } from './left-watchers.ts';

/** A container engine that is to be opened. */
interface Opened extends Pick<WallChoice, 'program' | 'version'> {
  readonly name: ContainerEngineName;
}

const run = promisify(execFile);
const LONGEST_REMOVAL_MS = 60_000;
/** From here on an exit code may be the engine's own. */
const FIRST_ENGINE_CODE = 125;

/** Opens docker or podman. */
export function openContainers(opened: Opened): WallEngine {
  const engine: WallEngine = {
    name: opened.name,
    version: opened.version,
    start: (order) => startContainer(opened, order),
    probe: (order) => probeWall(engine, order, { isMemoryCounted: true, hasShares: readHostFacts().hasCpu }),
  };
  return engine;
}

/** What is left behind when a container is not cleared away. */
interface Remains {
  readonly name: string;
  readonly folder: string;
  readonly reaper: Reaper;
}

async function startContainer(opened: Opened, order: WallOrder): Promise<WalledProcess> {
  if (order.image.kind !== 'image') {
    throw new AppError('broken', `${opened.name} takes an image of its store and no folder with programs`);
  }
  const name = `conclave-${process.pid}-${randomBytes(6).toString('hex')}`;
  const folder = await mkdtemp(join(tmpdir(), 'conclave-wall-'));
  const profile = join(folder, 'seccomp.json');
  await writeFile(profile, renderContainerProfile(PROFILE));
  const words = [opened.program, ...removeArguments(opened.name, name)];
  const reaper = startReaper(CLEAR, [folder, name, ...words], engineEnvironment());
  const remains = { name, folder, reaper };
  const line = runArguments({ engine: opened.name, order, name, profile, host: readHostFacts() });
  const child = spawn(opened.program, line, {
    cwd: '/',
    env: engineEnvironment(),
    // Ctrl-C is for us alone.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const held = holdOutput(child);
  await spawned(child, opened, remains);
  if (child.pid !== undefined) reaper.watch(child.pid);
  return superviseContainer(child, { opened, order, remains, held });
}

/** The engine may be about to make the container when we go, so it is killed first and asked twice. */
const CLEAR = `
${END_WATCHERS}
folder=$1
name=$2
shift 2
for pause in 0 1; do sleep $pause; "$@"; end_watchers "$name"; done
rm -rf "$folder"
`;

async function spawned(child: ChildProcess, { name, program }: Opened, remains: Remains): Promise<void> {
  try {
    await once(child, 'spawn');
  } catch (error) {
    await clearFiles(remains);
    throw new AppError('outside-failed', `${name} could not be started (${messageOf(error)})`, {
      where: program,
      expected: 'a program that starts containers',
      advice: 'Look whether it is installed, or choose another engine.',
      cause: error,
    });
  }
}

interface Container {
  readonly opened: Opened;
  readonly order: WallOrder;
  readonly remains: Remains;
  readonly held: HeldOutput;
}

function superviseContainer(child: ChildProcess, { opened, order, remains, held }: Container): WalledProcess {
  let isClean = false;
  return supervise({
    child,
    held,
    seconds: order.settings.seconds,
    // The engine's program would otherwise go on to start what is being removed.
    strike: () => void child.kill('SIGKILL'),
    judge: (code) => {
      isClean = code < FIRST_ENGINE_CODE;
      return judge(code);
    },
    clear: async () => {
      if (!isClean) await removeContainer(opened, remains.name);
      await clearFiles(remains);
    },
  });
}

/** The kernel's way to end for want of memory cannot be told from another SIGKILL, which nobody sends here. */
function judge(code: number): WallEnd {
  const end = readExitCode(code);
  return end.kind === 'signalled' && end.signal === 'SIGKILL' ? { kind: 'memory' } : end;
}

/** One that is gone already is no failure. */
async function removeContainer({ name: engine, program }: Opened, name: string): Promise<void> {
  const options = { env: engineEnvironment(), timeout: LONGEST_REMOVAL_MS };
  await run(program, removeArguments(engine, name), options).catch(() => {});
  if (engine === 'podman') await endWatchers(name);
}

async function clearFiles({ folder, reaper }: Remains): Promise<void> {
  reaper.dismiss();
  await rm(folder, { recursive: true, force: true });
}
