import { describe, expect, it } from 'vitest';
import { openStrategyTools } from '../../../../src/adapters/sandbox/tools/strategy-tools.ts';
import type { SentStrategy } from '../../../../src/ports/strategy-tools.ts';
import { CHOICE, type FakeAnswer, fakeEngine, type HeardOrder, type Stage } from '../strategy-host/fake-walled.ts';

function file(path: string, text = 'x = 1\n') {
  return { path, bytes: new TextEncoder().encode(text) };
}

const SENT: SentStrategy = { strategy: file('a/s.py'), tests: [file('tests/test_s.py'), file('fixtures/d.csv', '1')] };

const check = (id: string) => ({ id, answer: 'pass', tool: `${id} 1`, findings: [], reason: null });
const INSPECTED = { kind: 'inspected', checks: ['structure', 'mypy', 'flake8', 'bandit'].map(check) };
const TESTED = {
  kind: 'tested',
  exit_code: 0,
  report: { duration: 1, summary: { passed: 1 }, tests: [{ nodeid: 'a', outcome: 'passed' }] },
};

type Play = (order: HeardOrder, stage: Stage) => FakeAnswer | null;

/** Does something else than to answer. */
function silently(act: (stage: Stage) => void): Play {
  return (_order, stage) => {
    act(stage);
    return null;
  };
}

/** Tools whose programs behind the wall are played here. */
function openTools(play: Play) {
  const orders: HeardOrder[] = [];
  const fake = fakeEngine((order, _floats, stage) => {
    orders.push(order);
    return play(order, stage);
  });
  return { ...fake, orders, tools: openStrategyTools({ wall: CHOICE, engine: fake.engine }) };
}

describe('the tools around a strategy in Python', () => {
  it('examine the file in a process that has nothing but it', async () => {
    const { tools, orders, started, sent, killed } = openTools(() => INSPECTED);

    const checks = await tools.inspect(SENT);

    expect(checks.map(({ id, answer }) => `${id} ${answer}`)).toEqual([
      'structure pass',
      'mypy pass',
      'flake8 pass',
      'bandit pass',
    ]);
    expect(orders.map(({ kind, strategy }) => [kind, strategy])).toEqual([['inspect', 'work/a/s.py']]);
    expect(started[0]?.command.slice(0, 5)).toEqual(['python3', '-s', '-P', '-B', '-c']);
    expect([...sent.keys()].filter((path) => path.startsWith('work/'))).toEqual(['work/a/s.py']);
    expect(killed()).toBeGreaterThan(0);
  });

  it('run its tests in another process, with the files that they read, and answer for brokers', async () => {
    const { tools, orders, sent } = openTools((order) => {
      if (order.kind === 'pytest') return { kind: 'broker', id: 5, body: { kind: 'open', symbols: ['X'] } };
      return TESTED;
    });

    const tests = await tools.test(SENT);

    expect(tests).toMatchObject({ answer: 'pass', passed: 1 });
    expect(orders[0]).toMatchObject({
      kind: 'pytest',
      tests: ['work/tests/test_s.py'],
      strategy: 'work/a/s.py',
      seconds: 270,
    });
    expect(orders[1]).toMatchObject({ kind: 'broker-answer', id: 5, body: { session: 0 } });
    expect([...sent.keys()].filter((path) => path.startsWith('work/'))).toEqual([
      'work/a/s.py',
      'work/tests/test_s.py',
      'work/fixtures/d.csv',
    ]);
  });

  it.each<[string, Play]>([
    ['dies', silently((stage) => stage.end({ kind: 'signalled', signal: 'SIGSEGV' }))],
    ['uses up its memory', silently((stage) => stage.end({ kind: 'memory' }))],
    ['writes what is no answer', silently((stage) => stage.write('passed, all of it\n'))],
    ['answers another order', silently((stage) => stage.write('{"v":1,"n":9,"kind":"inspected","checks":[]}\n'))],
    ['answers with another kind', () => ({ kind: 'ready' })],
    ['answers with checks of its own', () => ({ kind: 'inspected', checks: [check('mine')] })],
    ['writes without an end', silently((stage) => stage.write('x'.repeat(1_100_000)))],
  ])('prove nothing when their program %s', async (_what, play) => {
    const { tools, killed } = openTools(play);

    const [checks, tests] = [await tools.inspect(SENT), await tools.test(SENT)];

    expect(checks.map(({ id, answer }) => `${id} ${answer}`)).toEqual([
      'structure not_proven',
      'mypy not_proven',
      'flake8 not_proven',
      'bandit not_proven',
    ]);
    expect(checks[0]?.reason).toMatch(/process of the strategy/);
    expect(tests).toMatchObject({ answer: 'not_proven', passed: 0, tests: [] });
    expect(killed()).toBeGreaterThan(1);
  });

  it('stop at once when they are interrupted', async () => {
    const controller = new AbortController();
    const { tools } = openTools(() => {
      controller.abort(new Error('enough'));
      return null;
    });

    const testing = tools.test(SENT, { signal: controller.signal });

    await expect(testing).rejects.toThrow('enough');
  });

  it('refuse more than the half of what may be written behind the wall', async () => {
    const { engine } = openTools(() => INSPECTED);
    const tools = openStrategyTools({ wall: { ...CHOICE, settings: { ...CHOICE.settings, tmp_mb: 8 } }, engine });

    const testing = tools.test({ ...SENT, tests: [file('tests/test_s.py', 'x'.repeat(5_000_000))] });

    await expect(testing).rejects.toThrow('the strategy and its tests have');
  });

  it('prove nothing by files that are no tests', async () => {
    const { tools } = openTools(() => TESTED);

    const tests = await tools.test({ ...SENT, tests: [file('fixtures/d.csv')] });

    expect(tests).toMatchObject({ answer: 'not_proven', reason: 'none of the files is named test_… or …_test.py' });
  });
});

describe('the tools around a strategy in TypeScript', () => {
  it('look at its structure here, and start nothing', async () => {
    const { tools, started } = openTools(() => INSPECTED);
    const sent = {
      strategy: file(
        's.ts',
        "import fs from 'node:fs';\nexport class Strategy { prepareIndicators() {} findEntries() {} }",
      ),
      tests: [],
    };

    const checks = await tools.inspect(sent);

    expect(checks.map(({ id, answer }) => `${id} ${answer}`)).toEqual([
      'structure fail',
      'mypy not_applicable',
      'flake8 not_applicable',
      'bandit not_applicable',
    ]);
    expect(checks[1]?.reason).toBe('mypy reads Python, and this is TypeScript');
    expect(started).toEqual([]);
  });
});
