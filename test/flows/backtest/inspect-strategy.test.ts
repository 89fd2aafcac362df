import { describe, expect, it } from 'vitest';
import type { StaticCheck } from '../../../src/backtest/inspection/static-check.ts';
import { inspectStrategy } from '../../../src/flows/backtest/inspect-strategy.ts';
import type { SentStrategy, StrategyTools } from '../../../src/ports/strategy-tools.ts';

const TESTED = {
  ...{ answer: 'pass' as const, reason: null, exit_code: 0, passed: 2, failed: 0, skipped: 0 },
  ...{ duration_ms: 5, tests: [] },
};

function file(path: string, text: string) {
  return { path, bytes: new TextEncoder().encode(text) };
}

function toolsWith(checks: readonly StaticCheck[]) {
  const asked: string[] = [];
  const tools: StrategyTools = {
    inspect: async () => {
      asked.push('inspect');
      return checks;
    },
    test: async () => {
      asked.push('test');
      return TESTED;
    },
  };
  return { tools, asked };
}

const structure = (findings: StaticCheck['findings'] = []): StaticCheck => ({
  id: 'structure',
  answer: findings.length === 0 ? 'pass' : 'fail',
  tool: null,
  findings,
  reason: null,
});

const SENT: SentStrategy = { strategy: file('s.py', 'x = 1'), tests: [file('test_s.py', 'x = 1')] };

describe('the inspection of a strategy', () => {
  it('adds the look for credentials to what the tools say, and runs the tests after them', async () => {
    const { tools, asked } = toolsWith([structure()]);
    const steps: string[] = [];

    const { checks, tests } = await inspectStrategy(SENT, { tools }, { onStep: (step) => steps.push(step) });

    expect(checks.map(({ id, answer }) => `${id} ${answer}`)).toEqual(['structure pass', 'secrets pass']);
    expect(tests).toEqual(TESTED);
    expect(asked).toEqual(['inspect', 'test']);
    expect(steps).toEqual(['static checks', 'tests']);
  });

  it('finds a credential in the strategy and in its tests, and never shows it', async () => {
    const { tools } = toolsWith([structure()]);
    const secret = ['AKIA', 'QYLPMN5HFIQR7XYA'].join('');
    const sent = {
      strategy: file('s.py', `x = 1\nkey = "${secret}"\n`),
      tests: [file('test_s.py', `password = "${secret}"`), file('fixtures/d.csv', `key,${secret}`)],
    };

    const { checks } = await inspectStrategy(sent, { tools });

    const found = checks.find(({ id }) => id === 'secrets');
    expect(found?.answer).toBe('fail');
    expect(found?.findings.map(({ path, line }) => `${path}:${line}`)).toEqual(['s.py:2', 'test_s.py:1']);
    expect(JSON.stringify(checks)).not.toContain(secret);
  });

  it('goes on to the tests when a check fails', async () => {
    const { tools, asked } = toolsWith([
      structure([{ path: 's.py', line: 1, column: 1, code: 'structure/network', message: 'no' }]),
    ]);

    await inspectStrategy(SENT, { tools });

    expect(asked).toEqual(['inspect', 'test']);
  });

  it('ends with a file that is no program', async () => {
    const { tools, asked } = toolsWith([
      structure([{ path: 's.py', line: 7, column: 1, code: 'structure/syntax', message: 'this is no Python' }]),
    ]);

    const inspecting = inspectStrategy(SENT, { tools });

    await expect(inspecting).rejects.toMatchObject({
      message: 'the strategy cannot be loaded: this is no Python',
      facts: { where: 's.py:7' },
    });
    expect(asked).toEqual(['inspect']);
  });

  it('says of a strategy without tests that it has none', async () => {
    const { tools, asked } = toolsWith([structure()]);

    const { tests } = await inspectStrategy({ ...SENT, tests: [] }, { tools });

    expect(tests).toMatchObject({ answer: 'none', reason: 'the strategy has no tests' });
    expect(asked).toEqual(['inspect']);
  });
});
