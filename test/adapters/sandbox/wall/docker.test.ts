import { existsSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { runArguments } from '../../../../src/adapters/sandbox/wall/containers/command-line.ts';
import { openWallEngine } from '../../../../src/adapters/sandbox/wall/opened-engine.ts';
import { processesWith } from '../../../../src/adapters/sandbox/wall/probe/host-process.ts';
import { standUp, type WallWish } from '../../../../src/adapters/sandbox/wall/stand-up.ts';
import type { WallOrder } from '../../../../src/adapters/sandbox/wall/wall-engine.ts';
import { WallBounds } from '../../../../src/backtest/wall/bounds.ts';
import { isAppError } from '../../../../src/kernel/app-error.ts';
import { type FakeDocker, makeFakeDocker } from './fake-docker.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const ORDER: WallOrder = {
  image: { kind: 'image', id: 'image:1', digest: DIGEST },
  settings: WallBounds.parse({ memory_mb: 256, seconds: 60 }),
  surroundings: 'usual',
  command: ['python3', '-c', 'pass'],
};

const COMMAND_LINE = `
run --interactive --rm --name=NAME --pull=never --log-driver=none --sig-proxy=false
--network=none --hostname=sandbox --ipc=none --no-healthcheck
--memory=256m --memory-swap=256m --pids-limit=64 --cpus=0.5
--ulimit=nofile=128:128 --ulimit=fsize=67108864:67108864 --ulimit=core=0:0
--read-only --tmpfs=/tmp:rw,size=64m,nosuid,nodev,noexec,mode=1777 --tmpfs=/dev/mqueue:ro,size=4k,nosuid,nodev,noexec
--cap-drop=ALL --security-opt=no-new-privileges --security-opt=seccomp=PROFILE --user=65534:65534
--workdir=/tmp --env=PATH=/usr/local/bin:/usr/bin:/bin --env=HOME=/tmp --env=OPENBLAS_NUM_THREADS=1
--env=OMP_NUM_THREADS=1 --env=MPLBACKEND=Agg --env=LANG=C.UTF-8 --env=TZ=UTC --env=PYTHONHASHSEED=0
--env=HTTP_PROXY= --env=http_proxy= --env=HTTPS_PROXY= --env=https_proxy= --env=FTP_PROXY= --env=ftp_proxy=
--env=NO_PROXY= --env=no_proxy= --env=ALL_PROXY= --env=all_proxy=
--entrypoint=python3 image:1 -c pass
`;

let docker: FakeDocker | null = null;

/** Has it cleared away after the test. */
function use(fake: FakeDocker): FakeDocker {
  docker = fake;
  return fake;
}

function open() {
  return openWallEngine({ engine: 'docker', program: use(makeFakeDocker()).program, version: '28.2.2' });
}

function calls() {
  return docker?.calls() ?? [];
}

afterEach(() => {
  const words = docker?.calls().flat() ?? [];
  // The fake holds nothing back, so what a probe leaves behind is ended here.
  for (const mark of words.filter((word) => /^[0-9a-f]{32}$/.test(word))) {
    for (const { id } of processesWith(mark)) process.kill(id, 'SIGKILL');
  }
  if (docker !== null) rmSync(docker.folder, { recursive: true, force: true });
  docker = null;
});

describe('docker', () => {
  it('is started with everything that makes the wall, a profile in a file, and removed when it has ended badly', async () => {
    const engine = open();

    const walled = await engine.start({ ...ORDER, command: ['exit', '125'] });
    walled.output.resume();
    const end = await walled.end;

    const [run, remove] = calls();
    const name = run?.find((word) => word.startsWith('--name='))?.slice('--name='.length) ?? '';
    expect(end).toEqual({ kind: 'exited', code: 125 });
    expect(name).toMatch(new RegExp(`^conclave-${process.pid}-[0-9a-f]{12}$`));
    expect(remove).toEqual(['rm', '--force', '--volumes', name]);
    const profile = run?.find((word) => word.startsWith('--security-opt=seccomp='))?.split('=')[2] ?? '';
    expect(profile).toMatch(/seccomp\.json$/);
    expect(existsSync(profile)).toBe(false);
  });

  it('has this command line', () => {
    const host = { runtime: '/usr/bin/runc', hasCpu: true, mostProcesses: 4_096 };

    const words = runArguments({ engine: 'docker', order: ORDER, name: 'NAME', profile: 'PROFILE', host });

    expect(words).toEqual(COMMAND_LINE.trim().split(/\s+/));
  });

  it('differs for podman in what only podman knows', () => {
    const host = { runtime: '/usr/bin/runc', hasCpu: false, mostProcesses: 4_096 };

    const words = runArguments({ engine: 'podman', order: ORDER, name: 'NAME', profile: 'PROFILE', host });

    const usual = COMMAND_LINE.trim().split(/\s+/);
    expect(words.filter((word) => !usual.includes(word))).toEqual([
      ...['--runtime', '/usr/bin/runc', '--read-only-tmpfs=false', '--no-hosts', '--http-proxy=false'],
      ...['--unsetenv-all', '--image-volume=ignore', '--ulimit=nproc=4096:4096', '--timeout=65'],
    ]);
    expect(usual.filter((word) => !words.includes(word) && !/_proxy=/i.test(word))).toEqual(['--cpus=0.5']);
  });

  it('is told nothing of our environment but what its program needs', async () => {
    process.env.SOME_TOKEN = 'a secret';
    const engine = open();

    const walled = await engine.start({ ...ORDER, command: ['env', '-0'] });
    let said = '';
    for await (const chunk of walled.output) said += String(chunk);
    delete process.env.SOME_TOKEN;

    const own = readFileSync('/proc/self/environ', 'utf8').split('\0');
    const names = said.split('\0').map((pair) => pair.split('=')[0]);
    expect(names).toContain('TZ');
    expect(names).not.toContain('SOME_TOKEN');
    expect(own.length).toBeGreaterThan(1);
  });

  it('kills its program first and removes the container then', async () => {
    const engine = open();

    const walled = await engine.start({ ...ORDER, command: ['sleep', '600'] });
    await expect.poll(() => calls().length, { timeout: 30_000 }).toBe(1);
    walled.kill();
    const end = await walled.end;

    expect(end).toEqual({ kind: 'killed' });
    expect(calls().map(([first]) => first)).toEqual(['run', 'rm']);
  });
});

describe('a wall that holds nothing back', () => {
  const wish = (fake: FakeDocker, allowWeaker: WallWish['allowWeaker']): WallWish => ({
    engine: 'auto',
    settings: ORDER.settings,
    findImage: () =>
      Promise.resolve({ place: ORDER.image, facts: { digest: DIGEST, python: '3.11', node: null, packages: {} } }),
    allowWeaker,
    searchPath: fake.folder,
  });

  it('is refused with the name of everything that is missing, which shows that the probe would see it', async () => {
    const fake = use(makeFakeDocker());

    const error = await standUp(wish(fake, [])).catch((thrown: unknown) => thrown);

    expect(isAppError(error) && error).toMatchObject({ code: 'outside-failed' });
    const { message, facts } = error as { message: string; facts: { advice: string } };
    expect(message).toContain('network: reached from inside: abstract, tcp, udp (TCP made, UDP made');
    expect(message).toContain('files: a file of ours was read; the root is not read-only; files can be made in');
    expect(message).toContain('user: ');
    expect(message).toContain('memory: a program took 320 MiB of 256 MiB');
    expect(message).toContain('processes: 128 processes and threads were started, and none refused');
    expect(message).toContain('clock: of a program that ignores signals, 1 processes were left');
    for (const name of ['network', 'files', 'user', 'memory', 'processes', 'clock']) {
      expect(facts.advice).toContain(`--allow-weaker ${name}`);
    }
  });

  it('stands where all of it was allowed, and says what is missing', async () => {
    const fake = use(makeFakeDocker());

    const { choice, wall } = await standUp(
      wish(fake, ['network', 'secrets', 'files', 'user', 'memory', 'processes', 'clock']),
    );

    expect(choice).toMatchObject({ engine: 'docker', program: fake.program, version: '28.2.2', image: ORDER.image });
    expect(wall.weaker).toEqual(expect.arrayContaining(['network', 'files', 'user', 'memory', 'processes', 'clock']));
  });
});

describe('an engine that cannot be had', () => {
  it('is told with its own words and what to install', async () => {
    const fake = use(makeFakeDocker({ server: 'echo "Cannot connect to the Docker daemon" >&2; exit 1' }));
    const wish = { settings: ORDER.settings, findImage: () => Promise.resolve(null), allowWeaker: [] };

    const none = await standUp({ ...wish, engine: 'auto', searchPath: fake.folder }).catch((error: unknown) => error);
    const named = await standUp({ ...wish, engine: 'bubblewrap', searchPath: '' }).catch((error: unknown) => error);

    expect(none).toMatchObject({
      code: 'outside-failed',
      message: expect.stringContaining('(docker: Cannot connect to the Docker daemon)') as string,
      facts: { advice: expect.stringContaining('apt-get install bubblewrap') as string },
    });
    expect(named).toMatchObject({
      code: 'outside-failed',
      message: 'the engine bubblewrap is not there, or does not answer',
      facts: { advice: expect.stringContaining('apt-get install bubblewrap') as string },
    });
  });

  it('is another thing than an image that was not made', async () => {
    const fake = use(makeFakeDocker());
    const wish = { settings: ORDER.settings, findImage: () => Promise.resolve(null), allowWeaker: [] };

    const error = await standUp({ ...wish, engine: 'auto', searchPath: fake.folder }).catch(
      (thrown: unknown) => thrown,
    );

    expect(error).toMatchObject({
      code: 'outside-failed',
      message: 'there is no image for docker',
      facts: { advice: expect.stringContaining('conclave sandbox build') as string, absent: true },
    });
  });
});
