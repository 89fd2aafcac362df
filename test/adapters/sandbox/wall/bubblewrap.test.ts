import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { refusedBy } from '../../../../src/adapters/sandbox/wall/bubblewrap/advice.ts';
import { commandLine } from '../../../../src/adapters/sandbox/wall/bubblewrap/command-line.ts';
import { limitArguments } from '../../../../src/adapters/sandbox/wall/bubblewrap/limits.ts';
import type { Means } from '../../../../src/adapters/sandbox/wall/bubblewrap/means.ts';
import { startBubblewrap } from '../../../../src/adapters/sandbox/wall/bubblewrap/start.ts';
import { openWallEngine } from '../../../../src/adapters/sandbox/wall/opened-engine.ts';
import { processesWith } from '../../../../src/adapters/sandbox/wall/probe/host-process.ts';
import type { WallOrder } from '../../../../src/adapters/sandbox/wall/wall-engine.ts';
import { WallBounds } from '../../../../src/backtest/wall/bounds.ts';

const SETTINGS = WallBounds.parse({});
const ORDER: WallOrder = {
  image: { kind: 'root', folder: '/srv/root', digest: `sha256:${'0'.repeat(64)}` },
  settings: SETTINGS,
  surroundings: 'usual',
  command: ['python3', '-c', 'pass'],
};
const PLAIN: Means = {
  words: 'limits of each process',
  isGrouped: false,
  hasShares: false,
  grouping: null,
  scope: null,
  counter: null,
};

const folder = mkdtempSync(join(tmpdir(), 'conclave-fake-bwrap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line of bubblewrap', () => {
  it('shares nothing, clears the environment, mounts one folder to read and a small one to write', () => {
    const words = commandLine({ program: '/usr/bin/bwrap', order: ORDER, means: PLAIN, name: 'NAME' });

    expect(words.slice(words.indexOf('/usr/bin/bwrap')).join(' ')).toBe(
      '/usr/bin/bwrap --unshare-user --unshare-ipc --unshare-pid --unshare-net --unshare-uts --unshare-cgroup-try' +
        ' --die-with-parent --new-session --hostname sandbox --uid 65534 --gid 65534 --cap-drop ALL' +
        ' --clearenv --setenv PATH /usr/local/bin:/usr/bin:/bin --setenv HOME /tmp --setenv OPENBLAS_NUM_THREADS 1' +
        ' --setenv OMP_NUM_THREADS 1 --setenv MPLBACKEND Agg --setenv LANG C.UTF-8 --setenv TZ UTC' +
        ' --setenv PYTHONHASHSEED 0 --ro-bind /srv/root / --proc /proc --dev /dev --remount-ro /dev' +
        ' --size 67108864 --tmpfs /tmp --chdir /tmp --seccomp 3 --json-status-fd 4 -- python3 -c pass',
    );
  });

  it('asks the service manager for a scope where it gives one, and leaves its environment outside', () => {
    const scope = { program: '/usr/bin/systemd-run', environment: { XDG_RUNTIME_DIR: '/run/user/1000' } };

    const words = commandLine({
      program: '/usr/bin/bwrap',
      order: ORDER,
      means: { ...PLAIN, isGrouped: true, scope },
      name: 'NAME',
    });

    expect(words.slice(0, words.indexOf('--nofile=128:128')).join(' ')).toMatch(
      new RegExp(
        '^/usr/bin/systemd-run --user --scope --quiet --collect --unit=NAME -p MemoryMax=1024M -p MemorySwapMax=0' +
          ' -p TasksMax=66 -p CPUQuota=50% -- \\S+/env -i \\S+/prlimit$',
      ),
    );
    expect(words.filter((word) => /^--(?:as|nproc)=/.test(word))).toEqual([]);
  });

  it.each([
    ['python3', 1_073_741_824],
    ['/usr/bin/node', 2_147_483_648],
  ])('bounds the address space of %s where nothing counts memory', (program, bytes) => {
    const words = limitArguments({ settings: SETTINGS, command: [program], isGrouped: false, user: 4_000_000 });

    expect(words).toEqual([
      ...['--nofile=128:128', '--fsize=67108864:67108864', '--core=0:0', '--memlock=0:0'],
      ...[`--as=${bytes}:${bytes}`, '--nproc=66:66'],
    ]);
  });
});

describe('a bubblewrap that cannot put up a wall', () => {
  it('says how AppArmor can be told to allow it, where that is what is in its way', () => {
    const said = 'bwrap: setting up uid map: Permission denied\n';
    const settings = new Map([['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1']]);

    const error = refusedBy(said, (setting) => settings.get(setting) ?? null);

    expect(error.code).toBe('outside-failed');
    expect(error.message).toBe('bubblewrap could not put up a wall (bwrap: setting up uid map: Permission denied)');
    expect(error.facts.advice).toContain('sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0');
  });

  it.each([
    ['bwrap: No permissions to create new namespace', '/proc/sys/kernel/unprivileged_userns_clone', 'userns_clone=1'],
    ['bwrap: Creating new namespace failed', '/proc/sys/user/max_user_namespaces', 'max_user_namespaces=15000'],
    ['bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted', '', 'lets no user namespaces be made'],
    ["bwrap: Can't find source path /x: Permission denied", '', 'conclave sandbox build'],
    ['something else', '', 'conclave sandbox probe'],
  ])('has an advice for "%s"', (said, obstacle, advice) => {
    const error = refusedBy(said, (setting) => (setting === obstacle ? '0' : null));

    expect(error.facts.advice).toContain(advice);
  });

  it('is an error of the start, with what it said, and nothing is left waiting', async () => {
    const program = join(folder, 'bwrap');
    writeFileSync(program, '#!/bin/sh\necho "bwrap: setting up uid map: Permission denied" >&2\nexit 1\n');
    chmodSync(program, 0o755);
    chmodSync(folder, 0o755);

    await expect(startBubblewrap(program, ORDER, PLAIN)).rejects.toThrow(
      'bubblewrap could not put up a wall (bwrap: setting up uid map: Permission denied)',
    );
  });

  it('refuses an image of a store', async () => {
    const image = { kind: 'image', id: 'x', digest: 'x' } as const;

    await expect(startBubblewrap('/usr/bin/bwrap', { ...ORDER, image }, PLAIN)).rejects.toThrow('takes a folder');
  });

  it('refuses to stand as another wall than the one that was measured', async () => {
    const engine = openWallEngine({ engine: 'bubblewrap', program: '/usr/bin/bwrap', version: '0.8.0 with a moat' });

    await expect(engine.start(ORDER)).rejects.toThrow('bubblewrap was measured as 0.8.0 with a moat');
  });
});

describe('a wall of bubblewrap', () => {
  it('is put up again where others of its user came in between', async () => {
    const ground = join(folder, 'crowded');
    mkdirSync(ground);
    chmodSync(ground, 0o777);
    const program = join(ground, 'bwrap');
    const crowded = `[ -e ${ground}/second ] || { : > ${ground}/second; echo "fork: Resource temporarily unavailable" >&2; exit 1; }`;
    writeFileSync(program, `#!/bin/sh\n${crowded}\necho "{\\"child-pid\\": $$}" >&4\nexec sleep 60\n`);
    chmodSync(program, 0o755);
    chmodSync(folder, 0o755);

    const walled = await startBubblewrap(program, ORDER, PLAIN);
    walled.kill();

    expect(await walled.end).toEqual({ kind: 'killed' });
  });

  it('is refused at once for the same words where its processes are counted alone', async () => {
    const program = join(folder, 'full');
    writeFileSync(program, '#!/bin/sh\necho "fork: Resource temporarily unavailable" >&2\nexit 1\n');
    chmodSync(program, 0o755);
    chmodSync(folder, 0o755);

    await expect(startBubblewrap(program, ORDER, { ...PLAIN, isGrouped: true })).rejects.toThrow(
      'bubblewrap could not put up a wall (fork: Resource temporarily unavailable)',
    );
  });

  it('is ended with its first process, also where that has forgotten to die with it', async () => {
    const mark = `54${process.pid}`;
    const program = join(folder, 'forgetful');
    writeFileSync(program, `#!/bin/sh\nsleep ${mark} >&2 &\necho "{\\"child-pid\\": $!}" >&4\nexec sleep ${mark}\n`);
    chmodSync(program, 0o755);
    chmodSync(folder, 0o755);
    const walled = await startBubblewrap(program, ORDER, PLAIN);
    await vi.waitFor(() => expect(processesWith(mark)).toHaveLength(2), { timeout: 30_000 });

    walled.kill();

    expect(await walled.end).toEqual({ kind: 'killed' });
    expect(processesWith(mark)).toEqual([]);
  });
});
