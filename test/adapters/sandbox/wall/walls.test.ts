import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { processesWith } from '../../../../src/adapters/sandbox/wall/probe/host-process.ts';
import type { StandingWall } from '../../../../src/adapters/sandbox/wall/stand-up.ts';
import { GUARANTEES } from '../../../../src/backtest/wall/wall.ts';
import { standingWall, TESTED } from '../../../sandbox/standing-wall.ts';
import { runWalled, START_THREADS } from './walled.ts';

const PROGRAM = join(import.meta.dirname, 'abandoned-program.ts');

const LOOK_AROUND = `
import json, os
print(json.dumps([dict(os.environ), os.getcwd(), sorted(map(int, set(os.listdir('/proc/self/fd')) - {'3'})), os.getuid()]))
`;

/** A daemon in a session of its own, while the program itself ignores every signal that it may ignore. */
const STUBBORN = `
import os, signal, time
for number in range(1, 32):
    if number not in (signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
print('awake', flush=True)
time.sleep(600)
`;

/** The answers of the kernel to calls by number, as the names of errors. */
const CALL_KERNEL = `
import ctypes, errno, json, platform
call = ctypes.CDLL(None, use_errno=True).syscall
at = 0 if platform.machine() == 'x86_64' else 1
asked = {'unshare': (272, 97), 'setns': (308, 268), 'keyctl': (250, 219), 'bpf': (321, 280), 'ptrace': (101, 117),
         'io_uring_setup': (425, 425), 'memfd_create': (319, 279), 'personality': (135, 92), 'clone3': (435, 435),
         'shmget': (29, 194), 'mount': (165, 40), 'settimeofday': (164, 170), 'landlock_create_ruleset': (444, 444)}
def answer(number):
    ctypes.set_errno(0)
    return 'made' if call(number, 0, 0, 0, 0, 0) >= 0 else errno.errorcode[ctypes.get_errno()]
seen = {name: answer(numbers[at]) for name, numbers in asked.items()}
ctypes.set_errno(0)
clone = (56, 220)[at]
seen['clone with a namespace'] = 'made' if call(clone, 0x10000011, 0, 0, 0, 0) >= 0 else errno.errorcode[ctypes.get_errno()]
print(json.dumps(seen))
`;

const HOARD = 'held = []\nwhile True: held.append(bytearray(b"x") * (1 << 24))';
/** How a program ends that takes too much memory, where all processes of a wall are counted together. */
const COUNTED = { memory: { kind: 'memory' }, cpu: true };
/** Bubblewrap where this user may make no control groups: memory is refused. */
const UNCOUNTED = { memory: { kind: 'exited', code: 1 }, cpu: false };

describe.each(TESTED)('a wall of %s', (engine) => {
  let standing: StandingWall;
  const expected = () => (standing.choice.version.endsWith('limits of each process') ? UNCOUNTED : COUNTED);

  beforeAll(async () => {
    standing = await standingWall(engine, { memory_mb: 256 });
  }, 300_000);

  it('holds all that it has to, and says what was tried', () => {
    const { guarantees, weaker } = standing.wall;

    expect(guarantees.filter(({ name, holds }) => name !== 'cpu' && holds !== true)).toEqual([]);
    expect(guarantees.at(-1)).toMatchObject({ name: 'cpu', holds: expected().cpu });
    expect(guarantees.map(({ name }) => name)).toEqual(GUARANTEES);
    expect(weaker).toEqual([]);
    expect(guarantees[0]?.detail).toContain('nothing of ours was reached (TCP EPERM, UDP EPERM');
  });

  it('gives a program an environment of its own, three descriptors and nobody as its user', async () => {
    const [usual, strange] = await Promise.all(
      (['usual', 'strange'] as const).map((surroundings) => runWalled(standing, LOOK_AROUND, { surroundings })),
    );

    const read = (said = ''): [Record<string, string>, ...unknown[]] => JSON.parse(said) as [Record<string, string>];
    expect(read(usual?.said)).toMatchObject([
      { TZ: 'UTC', LANG: 'C.UTF-8', PYTHONHASHSEED: '0', HOME: '/tmp', PATH: '/usr/local/bin:/usr/bin:/bin' },
      '/tmp',
      [0, 1, 2],
      65_534,
    ]);
    expect(read(strange?.said)).toMatchObject([
      { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8', PYTHONHASHSEED: '20260117', HOME: '/tmp' },
      '/',
      [0, 1, 2],
      65_534,
    ]);
    expect(Object.keys(read(usual?.said)[0]).filter((name) => name in process.env)).not.toContain('VITEST');
  });

  it('tells exit codes, signals, memory, time and being killed apart, and leaves nothing', async () => {
    const runs = await Promise.all([
      runWalled(standing, 'import sys; sys.exit(7)'),
      runWalled(standing, 'import ctypes; ctypes.string_at(0)'),
      runWalled(standing, HOARD),
      runWalled(standing, STUBBORN, { settings: { seconds: 2 } }),
      runWalled(standing, STUBBORN, { onFirst: (process) => process.kill() }),
    ]);

    expect(runs.map(({ end }) => end)).toEqual([
      { kind: 'exited', code: 7 },
      { kind: 'signalled', signal: 'SIGSEGV' },
      expected().memory,
      { kind: 'time', seconds: 2 },
      { kind: 'killed' },
    ]);
    expect(runs.map(({ left }) => left)).toEqual([0, 0, 0, 0, 0]);
  });

  it('counts the processes of each wall for itself', async () => {
    const runs = await Promise.all([runWalled(standing, START_THREADS), runWalled(standing, START_THREADS)]);

    expect(runs.map(({ said }) => Number(said))).toEqual([64, 64]);
  });

  it('refuses dangerous calls of the kernel and knows no others', async () => {
    const { said } = await runWalled(standing, CALL_KERNEL);

    const refused = ['unshare', 'setns', 'keyctl', 'bpf', 'ptrace', 'io_uring_setup', 'memfd_create', 'personality'];
    expect(JSON.parse(said)).toEqual({
      ...Object.fromEntries([...refused, 'shmget', 'mount', 'settimeofday'].map((name) => [name, 'EPERM'])),
      ...Object.fromEntries(
        ['clone3', 'clone with a namespace', 'landlock_create_ruleset'].map((name) => [name, 'ENOSYS']),
      ),
    });
  });

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'comes down with everything in it when our program gets %s',
    async (signal) => {
      const order = JSON.stringify({ choice: standing.choice, program: STUBBORN });
      const abandoned = spawn(process.execPath, ['--no-warnings', PROGRAM, order], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (await once(abandoned.stdout, 'data')) as [Buffer];
      const mark = line.toString('utf8').trim();
      const before = processesWith(mark).length;

      abandoned.kill(signal);
      await once(abandoned, 'exit');

      expect(before).toBeGreaterThan(2);
      expect(await isSoon(() => processesWith(mark).length === 0)).toBe(true);
      expect(await isSoon(() => remainsOf(abandoned.pid ?? 0).length === 0)).toBe(true);
    },
  );
});

/** Control groups of a process of ours. */
function remainsOf(id: number): readonly string[] {
  // Groups of others come and go meanwhile, about which it complains.
  const { stdout } = spawnSync('find', ['/sys/fs/cgroup', '-name', `conclave-${id}-*`], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line !== '');
}

async function isSoon(isSo: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (isSo()) return true;
    await wait(50);
  }
  return false;
}
