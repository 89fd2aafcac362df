import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GuardedPull } from '../../src/gates/guarded-pull.ts';
import { correctTitle } from '../../src/gates/title/corrected-title.ts';
import { hasTitleFormat } from '../../src/gates/title/title-format.ts';
import { answerOf, reasonsOf, someChange, someConfig, someFiles } from './some-pull.ts';

const code = someFiles(someChange('src/features/momentum.py'));

describe('the form of a title', () => {
  it.each([
    'feat: x',
    'feat(a): x',
    'feat(a/b_c.d-1): x',
    'feat(a,b): x',
    'feat!: x',
    'feat(a)!: x',
    'fix: Ünïcode subject',
    'revert: the cache',
    'feat: trailing blank ',
    'Revert "anything at all"',
  ])('passes: %s', (title) => {
    expect(answerOf('G1', { title }).answer).toBe('pass');
  });

  it.each([
    { title: '', says: 'is empty' },
    { title: 'feat', says: 'has no type' },
    { title: 'feat:', says: 'has no subject' },
    { title: 'feat(a): ', says: 'has no subject' },
    { title: 'feat:x', says: 'has no space behind the colon' },
    { title: 'feat:  x', says: 'has more than one space behind the colon' },
    { title: 'feat : x', says: 'has not the form' },
    { title: 'Feat: x', says: 'with capital letters' },
    { title: '✨ feat: x', says: 'has "✨" before its type' },
    { title: 'feature: x', says: 'has the type "feature"' },
    { title: 'feat(): x', says: 'has empty parentheses' },
    { title: 'feat(A): x', says: 'has the scope "A"' },
    { title: 'feat(a, b): x', says: 'has the scope " b"' },
    { title: 'feat(a,): x', says: 'has the scope ""' },
    { title: 'Revert anything', says: 'has no type' },
    { title: 'revert "anything"', says: 'has no type' },
  ])('fails: $title', ({ title, says }) => {
    const result = answerOf('G1', { title });

    expect(result.answer).toBe('fail');
    expect(result.reasons[0]?.text).toContain(says);
    expect(result.reasons[0]?.mend).toBeDefined();
  });

  it('takes types and scopes from the configuration', () => {
    const config = someConfig('gates: { g1: { types: [feat, data], scopes: [broker] } }');

    const answers = ['data(broker): x', 'data: x', 'fix: x', 'feat(ui): x', 'feat(broker,ui): x'].map(
      (title) => answerOf('G1', { title }, code, config).answer,
    );

    expect(answers).toEqual(['pass', 'pass', 'fail', 'fail', 'fail']);
  });
});

describe('a corrected title', () => {
  it.each([
    { title: 'Add momentum feature', better: 'feat(features): add momentum feature' },
    { title: 'Feat: add x', better: 'feat: add x' },
    { title: 'feat:add x', better: 'feat: add x' },
    { title: 'feat：add x', better: 'feat: add x' },
    { title: '✨ feat: add x', better: 'feat: add x' },
    { title: ':sparkles: feat: add x', better: 'feat: add x' },
    { title: '[feat] add x', better: 'feat: add x' },
    { title: 'feat - add x', better: 'feat: add x' },
    { title: 'feature(labels): triple barrier', better: 'feat(labels): triple barrier' },
    { title: 'bugfix: x', better: 'fix: x' },
    { title: 'hotfix: x', better: 'fix: x' },
    { title: 'doc: x', better: 'docs: x' },
    { title: 'refacter: x', better: 'refactor: x' },
    { title: 'fix(Parser): x', better: 'fix(parser): x' },
    { title: 'fix(my scope): x', better: 'fix(my-scope): x' },
    { title: 'fix (broker) : x', better: 'fix(broker): x' },
    { title: 'feat!(scope): x', better: 'feat(scope)!: x' },
    { title: 'feat(): x', better: 'feat: x' },
    { title: 'WIP: feat:add x', better: 'feat: add x' },
    { title: 'Parser: handle an empty file', better: 'fix(parser): handle an empty file' },
    { title: 'CVN-N011-EA-S07: add x', better: 'feat(features): CVN-N011-EA-S07 add x' },
    { title: 'Fix the lot step', better: 'fix(features): the lot step' },
    { title: 'Ajoute le momentum', better: 'feat(features): ajoute le momentum' },
    { title: 'API answers', better: null },
    { title: 'Something odd', better: null },
    { title: 'feat: ', better: null },
    { title: '', better: null },
  ])('of "$title" is $better', ({ title, better }) => {
    expect(correctTitle(title, code.change, someConfig().gates.g1)).toBe(better);
  });

  it.each([
    { paths: ['README.md', 'docs/a.md'], better: 'docs: add a page' },
    { paths: ['tests/test_a.py'], better: 'test: add a page' },
    { paths: ['.github/workflows/ci.yml'], better: 'ci: add a page' },
    { paths: ['src/commun/labels/a.py', 'src/commun/labels/b/c.py', 'README.md'], better: 'feat(labels): add a page' },
    { paths: ['src/a.py', 'app/b.py'], better: 'feat: add a page' },
    { paths: [], better: 'feat: add a page' },
  ])('says what is touched: $paths', ({ paths, better }) => {
    expect(correctTitle('Add a page', someChange(...paths), someConfig().gates.g1)).toBe(better);
  });

  it('takes only scopes and types of the lists', () => {
    const { g1 } = someConfig('gates: { g1: { types: [feat], scopes: [broker] } }').gates;

    const titles = ['Add x', 'feat(brokr): x', 'feat(ui): x', 'doc: x'].map((title) =>
      correctTitle(title, code.change, g1),
    );

    expect(titles).toEqual(['feat: add x', 'feat(broker): x', 'feat: x', null]);
  });

  it('passes the gate itself, whatever the title was', () => {
    const pieces = fc.constantFrom(
      'feat',
      'Fix',
      'Add',
      ':',
      ' ',
      '(',
      ')',
      '!',
      '[',
      'ui',
      'Ü',
      '✨',
      ',',
      '-',
      'x1',
      '\t',
    );
    const titles = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(titles, (title) => {
        const { g1 } = someConfig().gates;

        const better = correctTitle(title, code.change, g1);

        expect(better === null || hasTitleFormat(better, g1)).toBe(true);
      }),
    );
  });

  it('takes no long time for a hostile title', () => {
    expect(correctTitle(`${'[('.repeat(400)}`, code.change, someConfig().gates.g1)).toBeNull();
    expect(correctTitle('feat '.repeat(100_000), code.change, someConfig().gates.g1)).toBeNull();
  });
});

describe('with a story pattern', () => {
  const config = someConfig(String.raw`story: { pattern: 'CVN-N\d{3}-E[A-Z]-S\d{2}' }`);
  const named: Partial<GuardedPull> = {
    title: 'feat(labels): CVN-N011-EA-S07 size the barrier',
    body: 'Story: CVN-N011-EA-S07',
    headBranch: 'feat/cvn-n011-ea-s07-barrier',
  };
  const failing = (pull: Partial<GuardedPull>) =>
    reasonsOf(answerOf('G1', { ...named, ...pull }, code, config), 'failure').map(({ key }) => key);

  it.each([
    { says: 'all three name it', pull: {}, keys: [] },
    { says: 'a revert names it too', pull: { title: 'Revert "feat: CVN-N011-EA-S07 x"' }, keys: [] },
    { says: 'the title lacks it', pull: { title: 'feat: x' }, keys: ['story title'] },
    { says: 'the body lacks it', pull: { body: 'Closes #41' }, keys: ['story body'] },
    { says: 'the branch lacks it', pull: { headBranch: 'patch-1' }, keys: ['story branch'] },
    { says: 'the body has it in a comment only', pull: { body: '<!-- CVN-N011-EA-S07 -->' }, keys: ['story body'] },
    { says: 'the body has it in code only', pull: { body: '`CVN-N011-EA-S07`' }, keys: ['story body'] },
    { says: 'the body has it in a quote', pull: { body: '> CVN-N011-EA-S07' }, keys: [] },
    { says: 'the body has it in lower case', pull: { body: 'cvn-n011-ea-s07' }, keys: ['story body'] },
    { says: 'the body names it second', pull: { body: 'CVN-N011-EA-S06, CVN-N011-EA-S07' }, keys: [] },
    {
      says: 'the title names two, and the first is the story',
      pull: { title: 'feat: CVN-N011-EA-S06 and CVN-N011-EA-S07' },
      keys: ['story body', 'story branch'],
    },
    {
      says: 'form and places are wrong',
      pull: { title: 'Add CVN-N011-EA-S06' },
      keys: ['format', 'story body', 'story branch'],
    },
  ])('$says', ({ pull, keys }) => {
    expect(failing(pull)).toEqual(keys);
  });

  it('puts the story of the description into the corrected title', () => {
    const result = answerOf('G1', { ...named, title: 'Add the barrier' }, code, config);

    expect(result.reasons.map(({ mend }) => mend)).toEqual([
      'Try: feat(features): CVN-N011-EA-S07 add the barrier',
      'Try: feat(features): CVN-N011-EA-S07 add the barrier',
    ]);
  });
});
