import { describe, expect, it } from 'vitest';
import { WallBounds } from '../../src/backtest/wall/bounds.ts';
import { MANDATORY } from '../../src/backtest/wall/wall.ts';
import { parseConfig } from '../../src/config/config.ts';

const configured = (lines: string) => parseConfig(`version: 1\nbacktest:\n${lines}`).backtest;

describe('the section of backtests', () => {
  it('makes no file a strategy where it is absent', () => {
    const { strategies, runs, workflow } = parseConfig(null).backtest;

    expect({ strategies, runs, workflow }).toEqual({ strategies: [], runs: [], workflow: 'backtest.yml' });
  });

  it('fills in what a row of runs leaves out', () => {
    const { runs } = configured('  runs: [{ strategies: strategies/*.py, data: { BTCUSDT: data/btc.csv } }]');

    expect(runs).toEqual([
      {
        strategies: 'strategies/*.py',
        data: { BTCUSDT: 'data/btc.csv' },
        config: null,
        seed: 1,
        tests: ['test_{name}.py', '{name}_test.py'],
        golden: [],
        params: {},
      },
    ]);
  });

  it.each([
    ['data that leaves the repository', 'runs: [{ strategies: s/*.py, data: { A: ../secret.csv } }]'],
    ['data at the root of the machine', 'runs: [{ strategies: s/*.py, data: { A: /etc/passwd } }]'],
    ['a configuration that leaves the repository', 'runs: [{ strategies: s/*.py, data: { A: a }, config: a/../../b }]'],
    ['a row without data', 'runs: [{ strategies: s/*.py, data: {} }]'],
    ['a symbol that is a path', 'runs: [{ strategies: s/*.py, data: { ../a: a.csv } }]'],
    ['a workflow elsewhere', 'workflow: ../evil.yml'],
    ['a wider bound', 'wall: { memory_mb: 2048 }'],
    ['an engine that nobody knows', 'wall: { engine: chroot }'],
    ['a share of the processor that may be missing anyway', 'wall: { allow_weaker: [cpu] }'],
  ])('refuses %s with its line', (_, line) => {
    expect(() => configured(`  ${line}`)).toThrow(expect.objectContaining({ code: 'bad-config' }));
  });
});

describe('the wall of a repository', () => {
  const { engine, allow_weaker, ...bounds } = parseConfig(null).backtest.wall;

  it('has by itself the bounds of every wall', () => {
    expect(bounds).toEqual(WallBounds.parse({}));
    expect({ engine, allow_weaker }).toEqual({ engine: 'auto', allow_weaker: [] });
  });

  it('can be made as tight as any, and no wider', () => {
    const names = Object.keys(WallBounds.shape) as (keyof WallBounds)[];

    const least = names.map((name) => {
      const tight = WallBounds.shape[name].unwrap().minValue ?? Number.NaN;
      return [name, configured(`  wall: { ${name}: ${tight} }`).wall[name], tight];
    });

    expect(least.filter(([, made, tight]) => made !== tight)).toEqual([]);
    for (const name of names) {
      const wider = WallBounds.parse({})[name] + 1;
      expect(() => configured(`  wall: { ${name}: ${wider} }`)).toThrow(`${name} under backtest.wall is ${wider}`);
    }
  });

  it.each(MANDATORY)('can be allowed to lack %s, by its name', (name) => {
    expect(configured(`  wall: { allow_weaker: [${name}] }`).wall.allow_weaker).toEqual([name]);
  });
});
