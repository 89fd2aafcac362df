import { describe, expect, it } from 'vitest';
import { bindingDecisions, type DescribedChange, type RetrievedRecord } from '../../src/adr/binding.ts';
import type { DecisionRecord } from '../../src/adr/record.ts';
import { claims, fileOf, forbids, someRecord } from './decision-parts.ts';

const CHANGE = {
  files: [
    fileOf('src/risk/limits.py', 'LIMIT = 1\n', 'LIMIT = 2\n'),
    fileOf('src/features/store.py', null, 'from journal import Journal\n\nclass FeatureStoreClient:\n    pass\n'),
  ],
};

function bound(
  records: readonly DecisionRecord[],
  change: DescribedChange = CHANGE,
  retrieved: readonly RetrievedRecord[] = [],
): readonly (readonly [number: number | null, ...kinds: string[]])[] {
  return bindingDecisions(change, records, retrieved).map(({ record, whys }) => [
    record.number,
    ...whys.map(({ kind, where }) => `${kind} ${where}`),
  ]);
}

const paths = (...globs: readonly string[]) => ({ paths: globs.map((glob, index) => ({ glob, line: index + 10 })) });
const components = (...names: readonly string[]) => ({
  components: names.map((name, index) => ({ name, line: index + 10 })),
});

describe('a decision binds a change', () => {
  it('by the globs of its invariants, by paths, by components, by citation and by retrieval, in this order', () => {
    const records = [
      someRecord(1),
      someRecord(2),
      someRecord(3, components('feature-store')),
      someRecord(4, paths('src/risk/')),
      someRecord(5, { invariants: [forbids('INV-5-1', 'src/**/*.py')] }),
    ];
    const change = { ...CHANGE, texts: [{ name: 'the description', text: 'As [adr:2] asks.' }] };

    const found = bound(records, change, [{ path: 'docs/adr/0001-decision.md', score: 0.5 }]);

    expect(found).toEqual([
      [5, 'invariant src/**/*.py'],
      [4, 'path src/risk/'],
      [3, 'component src/features/store.py:3'],
      [2, 'citation the description'],
      [1, 'retrieval docs/adr/0001-decision.md'],
    ]);
  });

  it('once, with all its reasons, the strongest first', () => {
    const record = someRecord(7, {
      invariants: [forbids('INV-7-1', 'src/risk/**')],
      ...paths('src/risk/limits.py'),
      ...components('Journal'),
    });
    const change = { ...CHANGE, texts: [{ name: 'commit 1a2b3c4', text: 'feat: as ADR-0007 asks' }] };

    const [decision] = bindingDecisions(change, [record], [{ path: record.path, score: 0.25 }]);

    expect(decision?.whys).toEqual([
      { kind: 'invariant', where: 'src/risk/**', words: 'its invariant INV-7-1 applies to src/risk/limits.py' },
      {
        kind: 'path',
        where: 'src/risk/limits.py',
        words: 'names it on line 10, and the change touches src/risk/limits.py',
      },
      { kind: 'component', where: 'src/features/store.py:1', words: expect.stringContaining('names Journal') },
      { kind: 'citation', where: 'commit 1a2b3c4', words: 'the change cites it as ADR-0007' },
      { kind: 'retrieval', where: record.path, words: expect.stringContaining('number 1 of 1') },
    ]);
  });

  it('by a path before a rename', () => {
    const moved = { ...fileOf('src/new.py', 'x = 1\n', 'x = 1\n'), previousPath: 'src/old.py' };

    expect(bound([someRecord(1, paths('src/old.py'))], { files: [moved] })).toEqual([[1, 'path src/old.py']]);
  });

  it('says how many files a glob matches', () => {
    const [decision] = bindingDecisions(CHANGE, [someRecord(1, paths('src'))]);

    expect(decision?.whys[0]?.words).toBe(
      'names it on line 10, and the change touches src/features/store.py and 1 more file',
    );
  });

  it.each([['superseded'], ['rejected'], ['deprecated'], ['proposed'], ['other'], [null]] as const)(
    'never when its status is %s',
    (status) => {
      expect(bound([someRecord(1, { status, ...paths('src/risk') })])).toEqual([]);
    },
  );

  it('also when it was amended', () => {
    expect(bound([someRecord(1, { status: 'amended', ...paths('src/risk') })])).toHaveLength(1);
  });

  it('never when an accepted record supersedes it, whichever of the two says so', () => {
    const claimed = [someRecord(1, paths('src/risk')), someRecord(2, { claims: [claims('supersedes', 1)] })];
    const admitted = [someRecord(1, { ...paths('src/risk'), claims: [claims('superseded-by', 2)] })];

    expect([...bound(claimed), ...bound(admitted)]).toEqual([]);
  });

  it('also when a record that the change brings would supersede it', () => {
    const brought = someRecord(2, { claims: [claims('supersedes', 1)] });
    const files = [...CHANGE.files, fileOf(brought.path, null, '# 2. B\n')];

    expect(bound([someRecord(1, paths('src/risk')), brought], { files })).toEqual([
      [1, 'path src/risk'],
      [2, 'path docs/adr/0002-decision.md'],
    ]);
  });

  it('when only a proposed record would supersede it', () => {
    const records = [
      someRecord(1, paths('src/risk')),
      someRecord(2, { status: 'proposed', claims: [claims('supersedes', 1)] }),
    ];

    expect(bound(records)).toEqual([[1, 'path src/risk']]);
  });

  it.each([['**'], ['*'], ['/'], ['.'], ['{a/b}'], ['']])('not by the path %j, which names nothing', (glob) => {
    expect(bound([someRecord(1, paths(glob))])).toEqual([]);
  });

  it('and is told to be changed by the change itself', () => {
    const record = someRecord(1);

    const [decision] = bindingDecisions({ files: [fileOf(record.path, '# 1. A\n', '# 1. B\n')] }, [record]);

    expect(decision).toMatchObject({ changed: 'modified', whys: [{ kind: 'path', where: record.path }] });
  });
});

describe('a component', () => {
  const find = (name: string, text: string, path = 'src/a.py') =>
    bound([someRecord(1, components(name))], { files: [fileOf(path, '', text)] }).length === 1;

  it.each([
    ['feature-store', 'x = feature_store_client()\n'],
    ['feature-store', 'class FeatureStore:\n'],
    ['FeatureStore', 'FEATURE_STORE = 1\n'],
    ['PositionSizer', 'sizer = risk.PositionSizer(1)\n'],
    ['Journal', 'journal = Journal()\n'],
    ['redis', 'import redis\n'],
  ])('%s is touched by %j', (name, text) => {
    expect(find(name, text)).toBe(true);
  });

  it.each([
    ['feature-store', 'store = feature\n'],
    ['feature-store', 'features_store = 1\n'],
    ['event', 'event = 1\n'],
    ['Journal', 'journal = 1\n'],
    ['redis', 'x = "redis"\n'],
  ])('%s is not touched by %j', (name, text) => {
    expect(find(name, text)).toBe(false);
  });

  it('is touched by a folder or a file of its name, unless every repository has one', () => {
    expect(find('journal', 'x = 1\n', 'src/journal/a.py')).toBe(true);
    expect(find('journal', 'x = 1\n', 'src/journal.py')).toBe(true);
    expect(find('core', 'x = 1\n', 'src/core/a.py')).toBe(false);
  });

  it('is not touched by prose, by context lines or by a lock file', () => {
    const context = fileOf('src/a.py', 'FeatureStore()\nx = 1\n', 'FeatureStore()\nx = 2\n');

    expect(find('FeatureStore', 'The FeatureStore is good.\n', 'docs/a.md')).toBe(false);
    expect(find('FeatureStore', 'FeatureStore==1\n', 'poetry.lock')).toBe(false);
    expect(bound([someRecord(1, components('FeatureStore'))], { files: [context] })).toEqual([]);
  });
});

describe('a citation', () => {
  const cites = (text: string, path = 'docs/a.md') =>
    bound([someRecord(7)], { files: [fileOf(path, '', text)] }).flatMap(([, ...whys]) => whys);

  it.each([
    ['ADR-7'],
    ['ADR-0007'],
    ['see [adr:7]'],
    ['see [adr:7#decision]'],
    ['[why](adr/0007-decision.md)'],
    ['[why](./adr/0007-decision.md#context)'],
    ['[why](/docs/adr/0007-decision.md)'],
    ['https://git.example.org/acme/quant/blob/main/docs/adr/0007-decision.md'],
    ['0007-decision.md'],
  ])('is %s', (text) => {
    expect(cites(`${text}\n`)).toEqual(['citation docs/a.md:1']);
  });

  it.each([['ADR-70'], ['XADR-7'], ['ADR-7a'], ['ADR = 7'], ['adr:7'], ['[why](other/0007-decision.md)']])(
    'is not %s',
    (text) => {
      expect(cites(`${text}\n`)).toEqual([]);
    },
  );

  it('counts in added lines only', () => {
    const change = { files: [fileOf('a.py', '# ADR-7\nx = 1\n', 'x = 1\n')] };

    expect(bound([someRecord(7)], change)).toEqual([]);
  });

  it('is not what a record says of itself', () => {
    const change = { files: [fileOf(someRecord(7).path, '# ADR-7\n', '# ADR-7: a\n'), fileOf('a.py', '', 'x = 1\n')] };

    expect(bound([someRecord(7)], change)).toEqual([[7, 'path docs/adr/0007-decision.md']]);
  });

  it('is told at three places, with the number of the others', () => {
    const text = Array.from({ length: 5 }, () => '# ADR-7\n').join('x = 1\n');

    const [decision] = bindingDecisions({ files: [fileOf('a.py', '', text)] }, [someRecord(7)]);

    expect(decision?.whys).toHaveLength(3);
    expect(decision?.whys[2]?.words).toBe('the change cites it as ADR-7, as do 2 more places');
  });
});

it('looks at 1,000 files and 500 records', () => {
  const files = Array.from({ length: 1_000 }, (_, index) => {
    const text = Array.from(
      { length: 40 },
      (__, line) => `value_${index}_${line} = compute(${line}, other_${index})\n`,
    ).join('');
    return fileOf(`src/part_${index % 50}/module_${index}.py`, null, text);
  });
  const records = Array.from({ length: 500 }, (_, index) =>
    someRecord(index + 1, {
      invariants: [forbids(`INV-${index}`, `src/part_${index % 70}/**/*.py`, `**/module_${index}.py`)],
      ...paths(`src/part_${index}/`, `src/**/module_${index}*.py`, `lib/${index}/*.ts`),
      ...components(`Value${index}`, `part-${index}`),
    }),
  );

  const found = bindingDecisions({ files }, records);

  expect(found.length).toBe(500);
});
