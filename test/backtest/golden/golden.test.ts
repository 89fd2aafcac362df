import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_GOLDEN, readGolden } from '../../../src/backtest/golden/golden.ts';
import { resolveInside } from '../../../src/backtest/golden/inside-path.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { refusalOf, scenarioText } from './scenario-text.ts';

const NAME = 'golden/cross.yml';
const text = scenarioText(
  '  total.trades: 33\n  account.sharpe: { value: 0.7, absolute: 0.01 }\n  account.cagr: null\n',
);

describe('a golden scenario', () => {
  it('is read with its paths counted from the root of the repository', () => {
    const golden = readGolden(text, NAME);

    expect(golden).toMatchObject({
      name: NAME,
      strategy: 'strategies/cross.ts',
      data: [{ symbol: 'GOOG', file: 'data/GOOG.csv' }],
      config: { kind: 'file', path: 'strategies/cross.config.yml' },
      seed: 7,
      why: null,
      updates: [],
    });
    expect(golden.expected.map(({ figure, value, tolerance }) => [figure.name, value, tolerance.kind])).toEqual([
      ['total.trades', 33, 'exact'],
      ['account.sharpe', 0.7, 'absolute'],
      ['account.cagr', null, 'exact'],
    ]);
  });

  it('may hold its configuration itself, with every default filled in', () => {
    const inline = text.replace('../strategies/cross.config.yml', '{ version: 1, fee_taker: 0.001 }');

    expect(readGolden(inline, NAME).config).toEqual({
      kind: 'inline',
      config: RunConfig.parse({ version: 1, fee_taker: 0.001 }),
    });
  });

  it('knows the figures of its symbols, also of one with a dot in its name', () => {
    const dotted = text
      .replace('GOOG,', 'BRK.B,')
      .replace('total.trades: 33', 'symbols.BRK.B.trades: 33\n  orders.rejected.KILL_SWITCH: 0');

    const [trades, rejected] = readGolden(dotted, NAME).expected;

    expect(trades?.figure.steps).toEqual(['symbols', 'BRK.B', 'trades']);
    expect(rejected?.figure.isCount).toBe(true);
  });

  it.each([
    { from: 'total.trades', to: 'total.trade', told: 'unknown figure "total.trade"', advice: 'total.trades' },
    { from: 'total.trades', to: 'sharpe', told: 'unknown figure "sharpe"', advice: 'account.sharpe' },
    {
      from: 'total.trades',
      to: 'orders.rejected.MAX_EXPOSUR',
      told: 'unknown figure "orders.rejected.MAX_EXPOSUR"',
      advice: 'orders.rejected.MAX_EXPOSURE',
    },
    {
      from: 'total.trades',
      to: 'symbols.AAPL.trades',
      told: 'unknown figure "symbols.AAPL.trades"',
      advice: 'symbols.GOOG.trades',
    },
  ])('refuses the figure $to and says which one is meant', ({ from, to, told, advice }) => {
    const refusal = refusalOf(() => readGolden(text.replace(from, to), NAME));

    expect(refusal).toContain(`golden/cross.yml:9: ${told}`);
    expect(refusal).toContain(`did you mean "${advice}"?`);
  });

  it.each([
    { from: 'total.trades: 33', to: 'total.trades: many', told: ':9: total.trades under expected is "many"' },
    { from: 'total.trades: 33', to: 'total.trades: [33]', told: ':9: total.trades under expected is a list' },
    { from: ', absolute: 0.01', to: '', told: 'either `absolute` or `relative` beside `value`' },
    { from: 'absolute: 0.01', to: 'absolute: -1', told: ':10: absolute under expected.account.sharpe is -1' },
    { from: 'absolute: 0.01', to: 'absolut: 0.01', told: 'did you mean "absolute"?' },
    { from: 'sha256: 60e9', to: 'sha256: 60E9', told: 'a SHA-256 as 64 hexadecimal digits' },
    { from: 'seed: 7', to: 'seed: 7.5', told: ':7: seed is 7.5' },
    { from: 'seed: 7', to: 'seed: 7\nfigures: 1', told: 'by dotted name such as account.sharpe.' },
    { from: 'config: ../strategies/cross.config.yml', to: 'config: { version: 1, fees: 2 }', told: 'fee_taker' },
    { from: '../strategies/cross.ts', to: '/etc/cross.ts', told: ':3: strategy is "/etc/cross.ts"' },
    { from: '../strategies/cross.ts', to: '../../cross.ts', told: 'expected a path inside the repository' },
    { from: '../data/GOOG.csv', to: '../../GOOG.csv', told: ':5: file is "../../GOOG.csv"' },
    { from: '../strategies/cross.config.yml', to: '..', told: ':6: config is ".."' },
  ])('refuses $to', ({ from, to, told }) => {
    expect(text).toContain(from);

    expect(refusalOf(() => readGolden(text.replace(from, to), NAME))).toContain(told);
  });

  it('is refused when a symbol stands in it twice', () => {
    const line = /^ {2}- .*\n/m.exec(text)?.[0] ?? '';
    const twice = text.replace(line, `${line}${line}`);

    expect(refusalOf(() => readGolden(twice, NAME))).toContain(`${NAME}:6: the symbol "GOOG" was given twice`);
  });

  it.each(['expected: {}\n', ''])('is refused when it expects nothing, as with %j', (expected) => {
    const empty = `${text.slice(0, text.indexOf('expected:'))}${expected}`;

    expect(refusalOf(() => readGolden(empty, NAME))).toContain('the scenario expects nothing');
  });

  it('may expect the bytes of an artefact and nothing else', () => {
    const head = text.slice(0, text.indexOf('expected:'));

    const golden = readGolden(`${head}artefacts: { trades.csv: ${'a'.repeat(64)} }\n`, NAME);

    expect(golden.artefacts).toEqual({ 'trades.csv': 'a'.repeat(64) });
  });

  it('is bounded in its length', () => {
    const long = `${text}# ${'x'.repeat(LONGEST_GOLDEN)}`;

    expect(refusalOf(() => readGolden(long, NAME))).toContain(`expected at most ${LONGEST_GOLDEN}`);
  });
});

describe('a path of a golden scenario', () => {
  it('never leads out of the repository', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'b', '...', '\\', 'C:', '\n');
    fc.assert(
      fc.property(fc.array(part), fc.array(part, { minLength: 1 }), (folders, parts) => {
        const name = [...folders.filter((each) => /^[ab]$/.test(each)), 'x.yml'].join('/');

        const resolved = resolveInside(name, parts.join('/'));

        if (resolved.kind === 'refused') return;
        expect(resolved.path).toMatch(/^(?!\/)[^\\\n]+$/);
        expect(resolved.path.split('/')).not.toContain('..');
      }),
    );
  });

  it.each([
    { path: '../a/./b.csv', resolved: 'a/b.csv' },
    { path: 'b.csv', resolved: 'golden/b.csv' },
    { path: '../..', resolved: null },
    { path: '../../golden/b.csv', resolved: null },
    { path: '/b.csv', resolved: null },
    { path: 'C:/b.csv', resolved: null },
    { path: '..\\b.csv', resolved: null },
    { path: '../a/', resolved: null },
    { path: 'a\u0000b', resolved: null },
  ])('$path leads to $resolved', ({ path, resolved }) => {
    const found = resolveInside(NAME, path);

    expect(found.kind === 'inside' ? found.path : null).toBe(resolved);
  });
});
