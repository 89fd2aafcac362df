import { describe, expect, it } from 'vitest';
import { Bundle, type BundledStrategy, concludeBundle, renderBundle } from '../../../src/backtest/bundle/bundle.ts';
import { strategySlug } from '../../../src/backtest/bundle/strategy-slug.ts';
import { sampleBundle, sampleEntry } from './sample-bundle.ts';

describe('a bundle', () => {
  it('reads back what it was written from', () => {
    const bundle = sampleBundle({ strategies: [sampleEntry({})], conclusion: 'pass' });

    expect(Bundle.parse(JSON.parse(renderBundle(bundle)))).toEqual(bundle);
  });

  it.each([
    ['a folder that leads out', { folder: '../head' }],
    ['a path that leads out', { path: 'strategies/../../x.py' }],
    ['a path from the root of the machine', { path: '/etc/passwd' }],
    ['an answer that nobody gives', { answer: 'success' as 'pass' }],
  ])('is refused with %s', (_, over) => {
    const bundle = sampleBundle({ strategies: [sampleEntry(over)] });

    expect(Bundle.safeParse(bundle).success).toBe(false);
  });

  it('is refused with a field that it does not have', () => {
    expect(Bundle.safeParse({ ...sampleBundle({}), attested: true }).success).toBe(false);
  });
});

describe('the conclusion of a bundle', () => {
  it.each<[readonly BundledStrategy['answer'][], Bundle['conclusion']]>([
    [[], 'nothing_to_run'],
    [['gone'], 'nothing_to_run'],
    [['pass', 'gone'], 'pass'],
    [['pass', 'not_run'], 'not_proven'],
    [['pass', 'not_asked'], 'pass'],
    [['not_proven', 'pass'], 'not_proven'],
    [['not_proven', 'broken'], 'broken'],
    [['broken', 'refused'], 'refused'],
    [['refused', 'fail', 'pass'], 'fail'],
  ])('of %j is %s', (answers, conclusion) => {
    expect(concludeBundle(answers)).toBe(conclusion);
  });
});

describe('the folder of a strategy', () => {
  it.each(['strategies/cross.py', 'ü/β.py', '../../etc', 'a b\nc.py', `${'x'.repeat(300)}.py`, '---'])(
    'of %j can stand in a bundle',
    (path) => {
      expect(sampleBundle({ strategies: [sampleEntry({ path: 'a.py', folder: strategySlug(path) })] })).toSatisfy(
        (bundle: Bundle) => Bundle.safeParse(bundle).success,
      );
    },
  );

  it('tells apart what a file system may take for the same', () => {
    const slugs = ['a/b.py', 'a-b.py', 'A/B.py', 'a/b_py', `${'x'.repeat(300)}1.py`, `${'x'.repeat(300)}2.py`].map(
      strategySlug,
    );

    expect(new Set(slugs.map((slug) => slug.toLowerCase())).size).toBe(slugs.length);
  });
});
