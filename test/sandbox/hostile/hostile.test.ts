import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StandingWall } from '../../../src/adapters/sandbox/wall/stand-up.ts';
import type { WallSettings } from '../../../src/backtest/wall/bounds.ts';
import { ABSENT, isHere, standingWall, TESTED } from '../standing-wall.ts';
import { setUpTarget, type Target } from './aim.ts';
import { attemptBehind, attemptOutside, type Ending, hostileSource, type Outcomes, runHostile } from './hostile-run.ts';

/** Strategies that do not come to their end, and why. */
const ENDED: readonly { readonly name: string; readonly settings: Partial<WallSettings>; readonly says: RegExp }[] = [
  { name: 'fork_bomb', settings: { seconds: 3 }, says: /used up the 3 s/ },
  { name: 'memory_bomb', settings: { memory_mb: 512 }, says: /memory/ },
  { name: 'inode_fill', settings: { memory_mb: 256 }, says: /memory/ },
  { name: 'ignored_signals', settings: { seconds: 3 }, says: /used up the 3 s/ },
  { name: 'huge_output', settings: {}, says: /x{50}/ },
  { name: 'output_without_newline', settings: {}, says: /x{50}/ },
  { name: 'closes_channel', settings: {}, says: /ended|closed|exit/ },
  { name: 'forged_answer', settings: {}, says: /"profit":1000000|profit/ },
  { name: 'forged_floats', settings: {}, says: /125000000000|floats/ },
  { name: 'deep_answer', settings: {}, says: /volume|nested|recursion|depth/i },
  { name: 'endless_orders', settings: {}, says: /1,?000|MiB|long/ },
  { name: 'ends_silently', settings: {}, says: /ended|exit/ },
  { name: 'slow_answer', settings: { seconds: 3 }, says: /used up the 3 s/ },
];

/** Strategies that come to their end without having done anything. */
const HARMLESS: readonly { readonly name: string; readonly printed: RegExp }[] = [
  { name: 'thread_bomb', printed: /stopped at \d{1,2} threads/ },
  { name: 'complaint_flood', printed: /y{100}/ },
  { name: 'kills_others', printed: /1: / },
];

let target: Target;
let outside: Outcomes;

beforeAll(async () => {
  target = await setUpTarget();
  outside = await attemptOutside(target.aim);
}, 60_000);

afterAll(async () => {
  await target[Symbol.asyncDispose]();
});

/** Measures something and is no attempt. */
const MEASUREMENT = 'processor_share';

describe('outside of a wall', () => {
  it('every attempt gets what it is after, so that a refusal means something', () => {
    const failed = [...outside].filter(([, [outcome]]) => outcome !== 'got');

    expect(failed).toEqual([]);
    expect(outside.size).toBeGreaterThanOrEqual(40);
    expect(new Set(target.visitors)).toEqual(new Set(['tcp', 'udp', 'socket file', 'abstract socket']));
  });
});

it.each(ABSENT)('nothing is said of %s, which is not tested on this machine', (engine) => {
  expect(TESTED).not.toContain(engine);
});

describe.each(TESTED)('behind a wall of %s', (engine) => {
  let standing: StandingWall;
  const wall = (settings: Partial<WallSettings> = {}) => ({
    ...standing.choice,
    settings: { ...standing.choice.settings, ...settings },
  });
  const run = (name: string, settings: Partial<WallSettings> = {}, params: Record<string, unknown> = {}) =>
    runHostile(wall({ cpus: null, ...settings }), hostileSource(name), { params });

  beforeAll(async () => {
    if (!(await isHere(engine))) throw new Error(`${engine} is absent on this machine, and .ci/run installs it`);
    standing = await standingWall(engine);
  }, 240_000);

  it('every attempt is refused, and nothing arrives', async () => {
    const before = target.visitors.length;

    const behind = await attemptBehind(wall(), target.aim);

    const got = [...behind].filter(([name, [outcome]]) => outcome !== 'refused' && name !== MEASUREMENT);
    expect(got).toEqual([]);
    expect([...behind.keys()].sort()).toEqual([...outside.keys()].sort());
    expect(target.visitors.slice(before)).toEqual([]);
    expect(shareOf(behind)).toBeLessThan(0.75);
  }, 120_000);

  // Side by side, since many of them only wait for their end.
  it.concurrent.each(ENDED)('$name is ended: $says', async ({ name, settings, says }) => {
    const { error, decisions } = await run(name, settings);

    expect(error).toMatch(says);
    expect(decisions).toBe(0);
  });

  it.concurrent.each(HARMLESS)('$name comes to nothing', async ({ name, printed }) => {
    const ending = await run(name);

    expect(ending.error).toBeNull();
    expect(ending.decisions).toBe(0);
    expect(ending.printed).toMatch(printed);
    expect(ending.printed.length).toBeLessThan(2_000_000);
  });

  it('a process that is left behind does not outlive its strategy', async () => {
    const marker = `left-behind-${process.pid}-${engine}`;

    const { error } = await run('daemon', {}, { marker });

    expect(error).toBeNull();
    expect(await processesLike(marker)).toEqual([]);
  });

  it('a forged report is nowhere to be found', async () => {
    const { error } = await run('forged_report');

    expect(error).toBeNull();
    for (const folder of ['.', '/tmp', '/out', '/strategy', '/artifacts', '/dev/shm', '..'])
      expect(existsSync(`${folder}/test_report.json`)).toBe(false);
  });

  it('answers in the place of the host are refused, or are decisions like any other', async () => {
    const ending: Ending = await run('forged_sequence');

    expect(ending.decisions).toBe(0);
    expect(ending.error ?? 'nothing was asked for').toMatch(/answer|nothing was asked for/);
  });

  it('nothing is left of any of them', async () => {
    // The watcher of a container ends a moment after it.
    await expect.poll(leftOfOurs, { timeout: 20_000 }).toEqual([]);
  });
});

function shareOf(outcomes: Outcomes): number {
  return Number(outcomes.get(MEASUREMENT)?.[1] ?? 'none');
}

/** Processes of this machine whose command line holds a text, ours aside. */
async function processesLike(text: string): Promise<readonly string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(text));
}

/** Processes behind walls that this process put up; other tests put up others at the same time. */
async function leftOfOurs(): Promise<readonly string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(ids.map(readProcess));
  const own = all.filter(({ parent, line }) => parent === process.pid && /\bbwrap\0/.test(line));
  return [...own.map(({ line }) => line), ...(await processesLike(`conclave-${process.pid}-`))];
}

async function readProcess(id: string): Promise<{ readonly parent: number; readonly line: string }> {
  const [stat, line] = await Promise.all(
    ['stat', 'cmdline'].map((file) => readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '')),
  );
  return { parent: Number(stat?.split(') ').at(-1)?.split(' ')[1]), line: line ?? '' };
}
