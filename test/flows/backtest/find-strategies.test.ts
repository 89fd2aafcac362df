import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/config.ts';
import { findStrategies, type StrategySearch, type TouchedPath } from '../../../src/flows/backtest/find-strategies.ts';
import type { ListedBlob } from '../../../src/ports/repository.ts';

const CONFIG = parseConfig(`
version: 1
backtest:
  strategies: [lab/**]
  runs:
    - strategies: strategies/special.py
      data: { ETHUSDT: data/eth.csv }
    - strategies: strategies/**
      data: { BTCUSDT: data/btc.csv }
      config: 'config/{name}.yml'
      golden: ['golden/{name}*.yml']
`).backtest;

const FILES = [
  ...['strategies/cross.py', 'strategies/special.py', 'strategies/grid.ts', 'strategies/grid.test.ts'],
  ...['strategies/test_cross.py', 'strategies/__init__.py', 'strategies/notes.md', 'lab/try.py', 'app/main.py'],
  ...['data/btc.csv', 'data/eth.csv', 'config/cross.yml', 'golden/cross-2021.yml', 'tests/test_grid.py'],
];

const files = (paths: readonly string[]): ListedBlob[] => paths.map((path) => ({ path, id: path, kind: 'file' }));
const modified = (...paths: readonly string[]): TouchedPath[] =>
  paths.map((path) => ({ path, previousPath: null, status: 'modified' }));

function find(over: Partial<StrategySearch>) {
  return findStrategies({ config: CONFIG, touched: [], base: files(FILES), head: files(FILES), named: [], ...over });
}

const told = (found: ReturnType<typeof find>) => found.map(({ path, touched }) => [path, ...touched]);

describe('the strategies of a pull request', () => {
  it.each([
    ['the file itself', ['strategies/cross.py'], [['strategies/cross.py', 'strategies/cross.py']]],
    ['its configuration', ['config/cross.yml'], [['strategies/cross.py', 'config/cross.yml']]],
    ['its golden file', ['golden/cross-2021.yml'], [['strategies/cross.py', 'golden/cross-2021.yml']]],
    ['a test of its name', ['tests/test_grid.py'], [['strategies/grid.ts', 'tests/test_grid.py']]],
    ['data of the row that matches first', ['data/eth.csv'], [['strategies/special.py', 'data/eth.csv']]],
    [
      'data of several',
      ['data/btc.csv'],
      [
        ['strategies/cross.py', 'data/btc.csv'],
        ['strategies/grid.ts', 'data/btc.csv'],
      ],
    ],
    ['nothing that belongs to one', ['app/main.py', 'strategies/notes.md', 'strategies/__init__.py'], []],
  ])('are found by %s', (_, touched, expected) => {
    expect(told(find({ touched: modified(...touched) }))).toEqual(expected);
  });

  it('are told first where their own file changes', () => {
    const found = find({ touched: modified('data/btc.csv', 'strategies/grid.ts') });

    expect(found.map(({ path, change }) => [path, change])).toEqual([
      ['strategies/grid.ts', 'modified'],
      ['strategies/cross.py', 'unchanged'],
    ]);
  });

  it('have no row where none matches, and are found all the same', () => {
    expect(find({ touched: modified('lab/try.py') })).toMatchObject([{ path: 'lab/try.py', run: null }]);
  });

  it('have their name filled in, and a name is no pattern', () => {
    const odd = 'strategies/cross[1]*.py';
    const [found] = find({ head: files([...FILES, odd, 'golden/cross1x.yml']), touched: modified(odd) });

    expect(found?.run?.config).toBe('config/cross[1]*.yml');
    expect(told(find({ head: files([...FILES, odd]), touched: modified(odd, 'golden/cross1x.yml') }))).toEqual([
      [odd, odd],
      ['strategies/cross.py', 'golden/cross1x.yml'],
    ]);
  });

  it('are new where the base has none', () => {
    const head = files([...FILES, 'strategies/new.py']);
    const touched: TouchedPath[] = [{ path: 'strategies/new.py', previousPath: null, status: 'added' }];

    expect(find({ head, touched })).toMatchObject([{ path: 'strategies/new.py', change: 'added', basePath: null }]);
  });

  it('keep their base where they were moved', () => {
    const head = files([...FILES.filter((path) => path !== 'strategies/cross.py'), 'strategies/fast.py']);
    const touched: TouchedPath[] = [
      { path: 'strategies/fast.py', previousPath: 'strategies/cross.py', status: 'renamed' },
    ];

    expect(find({ head, touched })).toMatchObject([
      {
        ...{ path: 'strategies/fast.py', basePath: 'strategies/cross.py', change: 'renamed' },
        // The base has the configuration under the old name alone.
        run: { config: 'config/cross.yml', golden: ['golden/fast*.yml'] },
      },
    ]);
  });

  it('are said to be gone where they were removed or moved out of sight', () => {
    const head = files([
      ...FILES.filter((path) => !path.endsWith('/cross.py') && !path.endsWith('grid.ts')),
      'old/g.ts',
    ]);
    const touched: TouchedPath[] = [
      { path: 'strategies/cross.py', previousPath: null, status: 'deleted' },
      { path: 'old/g.ts', previousPath: 'strategies/grid.ts', status: 'renamed' },
    ];

    expect(find({ head, touched }).map(({ path, change }) => [path, change])).toEqual([
      ['strategies/cross.py', 'deleted'],
      ['strategies/grid.ts', 'deleted'],
    ]);
  });

  it('are refused where the head made a link of them', () => {
    const head = files(FILES).map((file) =>
      file.path === 'strategies/cross.py' ? { ...file, kind: 'link' as const } : file,
    );

    expect(find({ head, touched: modified('strategies/cross.py') })).toMatchObject([
      { path: 'strategies/cross.py', refusal: expect.stringContaining('symbolic link') },
    ]);
  });
});

describe('strategies that somebody names', () => {
  it('are run by path or by name, touched or not, each once', () => {
    const found = find({ named: ['cross', 'lab/try.py', 'strategies/cross.py'] });

    expect(found.map(({ path }) => path)).toEqual(['strategies/cross.py', 'lab/try.py']);
  });

  it.each(['app/main.py', 'test_cross', 'strategies/cros.py'])('are refused where %s is none', (name) => {
    expect(() => find({ named: [name] })).toThrow(`"${name}" is no strategy`);
  });

  it('are refused with the name that was perhaps meant', () => {
    expect(() => find({ named: ['strategies/cros.py'] })).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ advice: 'did you mean strategies/cross.py?' }) }),
    );
  });

  it('are refused where a name means two', () => {
    const head = files([...FILES, 'lab/cross.py']);

    expect(() => find({ head, named: ['cross'] })).toThrow('"cross" names several strategies');
  });
});
