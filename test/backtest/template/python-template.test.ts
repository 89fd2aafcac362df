import { describe, expect, it } from 'vitest';
import { readRunConfig } from '../../../src/backtest/run-config-file.ts';
import { pythonTemplate } from '../../../src/backtest/template/python-template.ts';
import { collisionsOf } from '../../../src/backtest/template/strategy-template.ts';

describe('a new strategy in Python', () => {
  const files = pythonTemplate('gap-fader');

  it('is one file with its test and its configuration, named as modules are', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'strategies/gap_fader.py',
      'strategies/test_gap_fader.py',
      'strategies/gap_fader.config.yml',
    ]);
    expect(pythonTemplate('gap-fader', 'research')[0]?.path).toBe('research/gap_fader.py');
  });

  it('bears its name, and leaves no place unfilled', () => {
    const [source, test, config] = files.map(({ text }) => text);

    expect(source).toMatch(/^"""Gap fader\.\n/);
    expect(test).toContain('from gap_fader import (\n    Strategy,\n');
    expect(config).toContain('# Gap fader: ');
    for (const { text } of files) expect(text).not.toMatch(/\{\{|\}\}/);
  });

  it('keeps to 100 columns under the longest name', () => {
    const files = pythonTemplate('x'.repeat(60)).filter(({ path }) => path.endsWith('.py'));
    const lines = files.flatMap(({ text }) => text.split('\n'));

    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it('is made with the configuration that is written with it', () => {
    const text = files.find(({ path }) => path.endsWith('.yml'))?.text ?? '';

    expect(Object.keys(readRunConfig(text, 'x.yml').params)).toEqual(['fast', 'slow', 'stop', 'target', 'risk']);
  });

  it('replaces nothing that is there', () => {
    const existing = new Map(files.map(({ path }) => [path, '']));

    expect(collisionsOf(files, existing)).toEqual(files.map(({ path }) => path));
  });

  it.each(['class', 'pandas', 'numpy', 'adapters', 'strategy-wall', 'random', 'test'])(
    'is not called %s, which is taken in Python',
    (name) => {
      expect(() => pythonTemplate(name)).toThrow(`"${name}" is reserved`);
    },
  );

  it('is not called what no strategy is', () => {
    expect(() => pythonTemplate('gap_fader')).toThrow('is no name for a strategy');
  });
});
