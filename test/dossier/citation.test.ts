import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuote } from '../../src/dossier/citation.ts';
import { citableOf } from '../../src/dossier/dossier.ts';
import { type DossierPart, readArtifact, renderLines } from '../../src/dossier/part.ts';
import { somePart } from './some-dossier.ts';

const features = somePart('src/features.py', [
  ' import pandas as pd',
  ' ',
  ' def features(close):',
  '-    mom = close.shift(1)',
  '-    assert mom.notna().all()',
  '+    mom = close.shift(-1)',
  '     vol = close.rolling(20).std()',
  '+    vol = vol.fillna(0)',
  '     return mom, vol',
]);
const plan: DossierPart = {
  ...somePart('reviews/x-plan.md', ['+x'], 'F2'),
  lines: readArtifact('# Plan\n\n| metric | value |\n|---|---|\n| Sharpe | 2.1 |\n\n    return mom, vol\n').lines,
};
const row = (path: string, reading: 'whole' | 'unread') =>
  ({ path, kind: 'implementation', reading, reason: null, changed_lines: 5, read_lines: 5 }) as const;
const files = [row('src/features.py', 'whole'), row('tests/test_features.py', 'unread')];
const citable = citableOf({ parts: [features, plan], coverage: { files, share: 1 } });

const collapse = (text: string) => text.trim().replaceAll(/\s+/g, ' ');

/** Where a quote is found, as `path:first-last side`, or null. */
function find(quote: string, path: string | null = null): string | null {
  const found = findQuote(quote, path, citable);
  return found === null ? null : `${found.path}:${found.line}-${found.endLine} ${found.side}`;
}

describe('findQuote', () => {
  it.each<[behaviour: string, quote: string, path: string | null, place: string | null]>([
    ['a whole line', '    mom = close.shift(-1)', 'src/features.py', 'src/features.py:4-4 after'],
    ['a part of a line', 'close.shift(-1)', 'src/features.py', 'src/features.py:4-4 after'],
    ['other white space', 'mom  =\tclose.shift(-1)  ', 'src/features.py', 'src/features.py:4-4 after'],
    [
      'a quote across lines',
      'vol = close.rolling(20).std()\n    vol = vol.fillna(0)',
      null,
      'src/features.py:5-6 after',
    ],
    ['parts of two lines', 'rolling(20).std()\nvol = vol', null, 'src/features.py:5-6 after'],
    ['a quote across a blank line', 'import pandas as pd\ndef features(close):', null, 'src/features.py:1-3 after'],
    ['a copied line number', '+ 4 |     mom = close.shift(-1)', null, 'src/features.py:4-4 after'],
    [
      'copied numbers of several lines',
      '  5 |     vol = close.rolling(20).std()\n+ 6 |     vol = vol.fillna(0)',
      null,
      'src/features.py:5-6 after',
    ],
    ['copied diff marks', '+    mom = close.shift(-1)', null, 'src/features.py:4-4 after'],
    ['a removed line', 'assert mom.notna().all()', null, 'src/features.py:5-5 before'],
    ['removed lines', 'mom = close.shift(1)\nassert mom.notna().all()', null, 'src/features.py:4-5 before'],
    [
      'removed lines behind context',
      'def features(close):\n    mom = close.shift(1)',
      null,
      'src/features.py:4-4 before',
    ],
    [
      'old and new lines as they are shown',
      'assert mom.notna().all()\nmom = close.shift(-1)',
      null,
      'src/features.py:4-4 after',
    ],
    [
      'neighbours parted by an added line',
      'vol = close.rolling(20).std()\n    return mom, vol',
      null,
      'src/features.py:5-7 after',
    ],
    [
      'rows of a Markdown table',
      '| metric | value |\n|---|---|\n| Sharpe | 2.1 |',
      null,
      'reviews/x-plan.md:3-5 after',
    ],
    ['a wrong path but one place', 'vol = vol.fillna(0)', 'src/labels.py', 'src/features.py:6-6 after'],
    ['no path and two files', 'return mom, vol', null, null],
    ['a wrong path and two files', 'return mom, vol', 'src/labels.py', null],
    ['a path and two files', 'return mom, vol', 'reviews/x-plan.md', 'reviews/x-plan.md:7-7 after'],
    ['lines of two files', 'return mom, vol\n# Plan', null, null],
    ['lines in another order', 'vol = vol.fillna(0)\nvol = close.rolling(20).std()', null, null],
    ['text that is not there', 'close.shift(-2)', 'src/features.py', null],
    ['a corrected character', "mom = close.shift(-1).fillna('')", 'src/features.py', null],
    ['another case', 'MOM = close.shift(-1)', 'src/features.py', null],
    ['too few characters', 'mom', 'src/features.py', null],
    ['nothing but white space', ' \n ', 'src/features.py', null],
    ['an empty text', '', null, null],
  ])('takes %s', (_, quote, path, place) => {
    expect(find(quote, path)).toBe(place);
  });

  it.each([
    './src/features.py',
    '/src/features.py',
    'a/src/features.py',
    'b/src/features.py',
    'src/features.py:7',
    'F1',
    ' src/features.py ',
  ])('understands the path %j', (path) => {
    expect(find('return mom, vol', path)).toBe('src/features.py:7-7 after');
  });

  it('gives the cited lines as they stand, whole and without marks', () => {
    const found = findQuote('+ 4 | mom = close.shift(-1)\n  5 | vol = close', 'src/features.py', citable);

    expect(found?.quote).toBe('    mom = close.shift(-1)\n    vol = close.rolling(20).std()');
  });

  it.each<[behaviour: string, lines: readonly string[], place: string]>([
    ['an added line to a removed one', ['-fee = 0', ' x = 1', '+fee = 0'], '2 after'],
    ['an added line to one that was there', [' fee = 0', ' x = 1', '+fee = 0'], '3 after'],
    ['a removed line to one that is still there', [' fee = 0', ' x = 1', '-fee = 0'], '3 before'],
    ['the first of several added lines', ['+fee = 0', ' x = 1', '+fee = 0'], '1 after'],
  ])('prefers %s', (_, lines, place) => {
    const found = findQuote('fee = 0', 'run.py', { parts: [somePart('run.py', lines)], coverageRows: [] });

    expect(`${found?.line} ${found?.side}`).toBe(place);
  });

  it('takes numbers and bars literally where they are the text', () => {
    const part = somePart('flags.txt', ['+1 | READ', '+2 | WRITE']);

    expect(findQuote('1 | READ\n2 | WRITE', 'flags.txt', { parts: [part], coverageRows: [] })).toMatchObject({
      line: 1,
      endLine: 2,
    });
  });

  it('does not join what stands on both sides of a gap', () => {
    const lines = [' first line', ...Array.from({ length: 700 }, () => ' x'), '+last line'];
    const part = somePart('run.py', ['+first line', ...lines.slice(1)]);

    expect(part.lines.some(({ mark }) => mark === '~')).toBe(true);
    expect(
      findQuote(`first line\n${'x\n'.repeat(40)}last line`, 'run.py', { parts: [part], coverageRows: [] }),
    ).toBeNull();
  });

  it('does not take the words of a gap for text', () => {
    const part = somePart('run.py', [...Array.from({ length: 700 }, () => ' x'), '+last line']);

    expect(findQuote('lines 1 to 680 not shown', 'run.py', { parts: [part], coverageRows: [] })).toBeNull();
  });

  it.each<[behaviour: string, quote: string, path: string | null, found: string | null]>([
    [
      'a whole row',
      'tests/test_features.py | implementation | 5 changed lines | unread',
      null,
      'tests/test_features.py',
    ],
    ['its path', 'tests/test_features.py', null, 'tests/test_features.py'],
    [
      'two cells of the row of a named file',
      '5 changed lines | unread',
      'tests/test_features.py',
      'tests/test_features.py',
    ],
    ['cells that two rows share', 'implementation | 5 changed lines', null, null],
    [
      'cells that two rows share, with the file named',
      'implementation | 5 changed lines',
      'src/features.py',
      'src/features.py',
    ],
    ['one word of one row', 'unread', 'tests/test_features.py', null],
  ])('takes a coverage row by %s', (_, quote, path, found) => {
    const citation = findQuote(quote, path, citable);

    expect(citation?.path ?? null).toBe(found);
    expect(citation?.line ?? null).toBeNull();
  });

  it.each<[behaviour: string, quote: string, path: string | null, found: boolean]>([
    ['its path', 'src/a | test | b.py', null, true],
    ['its path as the row writes it', '"src/a \\u007c test \\u007c b.py"', null, true],
    [
      'its path as the row writes it, named so too',
      '5 changed lines | unread',
      '"src/a \\u007c test \\u007c b.py"',
      true,
    ],
    ['its own cells', '5 changed lines | unread', 'src/a | test | b.py', true],
    ['the whole row', '"src/a \\u007c test \\u007c b.py" | implementation | 5 changed lines | unread', null, true],
    ['cells that only its path spells', 'test | b.py', 'src/a | test | b.py', false],
  ])('takes the coverage row of a path with bars by %s, or not', (_, quote, path, found) => {
    const odd = row('src/a | test | b.py', 'unread');
    const rows = citableOf({ parts: [], coverage: { files: [...files, odd], share: 1 } });

    expect(findQuote(quote, path, rows)?.path ?? null).toBe(found ? odd.path : null);
  });

  it('understands a path with bars as it is and as its title writes it', () => {
    const parts = [somePart('a | b.py', ['+fee = 0']), somePart('c.py', ['+fee = 0'], 'F2')];

    for (const path of ['a | b.py', '"a \\u007c b.py"'])
      expect(findQuote('fee = 0', path, { parts, coverageRows: [] })?.path).toBe('a | b.py');
  });

  it('finds whatever lines of a part were copied, with marks and numbers or without', () => {
    const anyText = fc.stringMatching(/^ {0,4}[a-z(=|+-][a-z0-9 ()=|+-]{0,8}[a-z]{4}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(anyText, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        (texts, from, length) => {
          const part: DossierPart = { ...plan, lines: readArtifact(texts.join('\n')).lines };
          const first = from % texts.length;
          const copied = part.lines.slice(first, first + 1 + (length % 4));

          for (const quote of [copied.map(({ text }) => text).join('\n'), renderLines(copied)]) {
            const found = findQuote(quote, part.path, { parts: [part], coverageRows: [] });
            expect(collapse(found?.quote ?? '')).toContain(collapse(copied.map(({ text }) => text).join('\n')));
          }
        },
      ),
    );
  });

  it('takes the first of very many equal lines', () => {
    const lines = Array.from({ length: 30_000 }, () => '+total = total + fee');
    const part = somePart('run.py', lines);

    expect(findQuote('total + fee', 'run.py', { parts: [part], coverageRows: [] })?.line).toBe(1);
  });
});
