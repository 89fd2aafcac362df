import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readRunConfig } from '../../../src/backtest/run-config-file.ts';
import { collisionsOf, strategyTemplate } from '../../../src/backtest/template/strategy-template.ts';
import { AppError, renderError } from '../../../src/kernel/app-error.ts';
import { runExample } from '../golden/example-run.ts';

function refusal(name: string): string {
  try {
    strategyTemplate(name);
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-input') return renderError(error);
    throw error;
  }
  throw new Error('the name was not refused');
}

describe('a new strategy', () => {
  const files = strategyTemplate('gap-fader');

  it('is one file with its test, its configuration and its types', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'strategies/gap-fader.ts',
      'strategies/gap-fader.test.ts',
      'strategies/gap-fader.config.yml',
      'strategies/conclave-backtest.d.ts',
    ]);
    expect(strategyTemplate('gap-fader', 'research/ideas')[0]?.path).toBe('research/ideas/gap-fader.ts');
  });

  it('bears its name, and leaves no place unfilled', () => {
    const [source, test, config] = files.map(({ text }) => text);

    expect(source).toContain(' * Gap fader: buys when');
    expect(test).toContain("from './gap-fader.ts'");
    expect(config).toContain('# Gap fader: ');
    for (const { text } of files) expect(text).not.toMatch(/\{\{|\}\}/);
  });

  it('passes its own test under Node alone, where no package is installed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'conclave-template-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }

    const { status, stdout } = spawnSync(process.execPath, ['--test', 'strategies/gap-fader.test.ts'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '' },
    });

    expect(stdout).toMatch(/pass 5$/m);
    expect(status).toBe(0);
  });

  it('trades under the configuration that is written with it', () => {
    const text = files.find(({ path }) => path.endsWith('.config.yml'))?.text ?? '';
    const config = readRunConfig(text, 'gap-fader.config.yml');

    const summary = runExample(config);

    expect(config.fee_taker * config.fee_maker * config.slippage).toBeGreaterThan(0);
    expect(summary.total.trades).toBeGreaterThan(10);
    expect(summary.orders.rejected).toEqual({});
  });

  it('stops where a parameter is missing, with its name', () => {
    const config = readRunConfig('version: 1\nparams: { fast: 10, slwo: 30 }\n', 'run.yml');

    expect(() => runExample(config)).toThrow('slow under params must be a number above 0');
  });
});

describe('the name of a strategy', () => {
  it.each(['a', 'moving-average-cross', 'rsi2', 'x'.repeat(60)])('may be %s', (name) => {
    expect(strategyTemplate(name)[0]?.path).toBe(`strategies/${name}.ts`);
  });

  it.each([
    { name: 'MovingAverage', near: 'moving-average' },
    { name: 'moving_average.ts', near: 'moving-average' },
    { name: ' Mean reversion ', near: 'mean-reversion' },
    { name: '../../etc/passwd', near: 'etc-passwd' },
    { name: 'a--b', near: 'a-b' },
    { name: 'x'.repeat(61), near: 'x'.repeat(60) },
  ])('is not $name, which becomes $near', ({ name, near }) => {
    expect(refusal(name)).toContain(`did you mean "${near}"?`);
  });

  it.each(['', '-', '2fast', '..', 'é', 'a\nb'.slice(1), '   '])('is not %j', (name) => {
    expect(refusal(name)).toContain('expected small letters, digits and single hyphens');
  });

  it.each(['conclave-backtest', 'con', 'lpt1'])('is not %s, which is reserved', (name) => {
    expect(refusal(name)).toContain(`${JSON.stringify(name)} is reserved`);
  });
});

describe('what stands in the way of a new strategy', () => {
  const files = strategyTemplate('cross');
  const types = files.find(({ keeper }) => keeper === 'conclave');

  it('is every file of an author that is there', () => {
    const existing = new Map([
      ['strategies/cross.test.ts', ''],
      ['strategies/other.ts', ''],
    ]);

    expect(collisionsOf(files, existing)).toEqual(['strategies/cross.test.ts']);
  });

  it('is not a file of types that Conclave wrote, of this version or another', () => {
    const existing = new Map([[types?.path ?? '', `${types?.text.split('\n')[0]}\nexport type Old = 1;\n`]]);

    expect(collisionsOf(files, existing)).toEqual([]);
    expect(collisionsOf(files, new Map([[types?.path ?? '', 'export type Mine = 1;\n']]))).toEqual([types?.path]);
  });
});
