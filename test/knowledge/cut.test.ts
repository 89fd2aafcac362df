import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cutPieces } from '../../src/knowledge/cut.ts';

const SENTENCE = 'The gate asks for a dossier. ';
const LINES = Array.from({ length: 100 }, (_, index) => `line ${index} of the program`).join('\n');

describe('cutting at headings', () => {
  it('makes a piece of each section, with its path, its address and its lines', () => {
    const text = '# Guide\n\nHello.\n\n## Set up\n\nRun it.\n\n## Roll back\n\nUndo\nit.\n';

    const pieces = cutPieces(text);

    expect(pieces).toEqual([
      { headings: ['Guide'], anchor: 'guide', part: 1, line: 1, endLine: 3, text: '# Guide\n\nHello.' },
      { headings: ['Guide', 'Set up'], anchor: 'set-up', part: 1, line: 5, endLine: 7, text: '## Set up\n\nRun it.' },
      {
        headings: ['Guide', 'Roll back'],
        anchor: 'roll-back',
        part: 1,
        line: 9,
        endLine: 12,
        text: '## Roll back\n\nUndo\nit.',
      },
    ]);
  });

  it.each([
    ['an underlined heading', 'Guide\n=====\n\ntext', ['Guide']],
    ['an underlined second level', '# A\n\ntext\n\nGuide\n---\n\ntext', ['A', 'Guide']],
    ['an underlined heading of two lines', 'A long\nguide\n===\n\ntext', ['A long guide']],
    ['a closed heading', '## Guide ##\n\ntext', ['Guide']],
    ['a heading in HTML', '<h1 align="center">Guide</h1>\n\ntext', ['Guide']],
    ['marks within a heading', '# The *old* `run.sh` [guide](a.md) <br>\n\ntext', ['The old run.sh guide']],
    ['a name with underscores', '# The plan_review type\n\ntext', ['The plan_review type']],
  ])('reads %s', (_, text, headings) => {
    expect(cutPieces(text).at(-1)?.headings).toEqual(headings);
  });

  it.each([
    ['a comment of code in a fence', '```sh\n# not a heading\n```'],
    ['a comment of code in a list', '- run\n\n      ```sh\n      # not a heading\n      ```'],
    ['a number sign without a blank', '#42 is open'],
    ['a rule under a list', '- one\n---'],
    ['a row of hyphens on its own', 'text\n\n---\n\ntext'],
    ['a quoted heading', '> # quoted'],
    ['a numbered list', '1. One\n\n2. Two\n\n3. Three\n\n4. Four'],
    ['a numbered list with text below its items', '1. One\n\n   text\n\n2. Two\n\n   text\n\n3. Three\n\n   text'],
    ['versions and dates', '1.2.3 Fixes\n\ntext\n\n2026-11-20 Release\n\ntext\n\n3.5 Percent\n\ntext'],
    ['numbered sentences', '1. It starts.\n\ntext\n\n2. It stops.\n\ntext\n\n3. It ends.\n\ntext'],
  ])('takes %s for no heading', (_, text) => {
    expect(cutPieces(text).flatMap(({ headings }) => headings)).toEqual([]);
  });

  it('gives addresses as the host does: accents stay, marks go, a repeated one is numbered', () => {
    const text =
      '# Déployer l’app !\n\na\n\n# A_b & c\n\nb\n\n# Same\n\nc\n\n# Same\n\nd\n\n# Same-1\n\ne\n\n# !!!\n\nf\n\n# x² 日本\n\ng';

    expect(cutPieces(text).map(({ anchor }) => anchor)).toEqual([
      'déployer-lapp-',
      'a_b--c',
      'same',
      'same-1',
      'same-1-1',
      'section',
      'x-日本',
    ]);
  });

  it('puts a heading with nothing but deeper headings below it into the first of them', () => {
    const pieces = cutPieces('# Guide\n\n## Set up\n\ntext\n\n## Empty\n\n## Last\n\ntext');

    expect(pieces.map(({ anchor, text }) => [anchor, text])).toEqual([
      ['set-up', '# Guide\n\n## Set up\n\ntext'],
      ['empty', '## Empty'],
      ['last', '## Last\n\ntext'],
    ]);
  });
});

describe('cutting what is longer than a piece', () => {
  it('numbers the parts of a section and cuts between paragraphs', () => {
    const paragraph = SENTENCE.repeat(25).trim();

    const pieces = cutPieces(`# Gates\n\n${paragraph}\n\n${paragraph}\n\n${paragraph}`);

    expect(pieces.map(({ part, anchor }) => [part, anchor])).toEqual([
      [1, 'gates'],
      [2, 'gates'],
      [3, 'gates'],
    ]);
    expect(pieces.map(({ text }) => text.replace('# Gates\n\n', ''))).toEqual([paragraph, paragraph, paragraph]);
  });

  it('cuts a long paragraph between sentences, also where its lines are wrapped', () => {
    const text = SENTENCE.repeat(150).replace(/(.{70,80}) /g, '$1\n');

    const pieces = cutPieces(text);

    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces) expect(piece.text).toMatch(/^The [\s\S]*dossier\.$/);
  });

  it('keeps code whole where it fits, with the line that leads to it, and cuts longer code between lines', () => {
    const short = '```\nnpm ci\n\nnpm test\n```';
    const text = `# Run\n\n${SENTENCE.repeat(38)}\n\nThen:\n\n${short}\n\n\`\`\`\n${LINES}\n\`\`\``;

    const pieces = cutPieces(text);

    expect(pieces.some((piece) => piece.text.includes(`Then:\n\n${short}`))).toBe(true);
    for (const piece of pieces.slice(2)) expect(piece.text).toMatch(/^(?:line|```|Then)[\s\S]*(?:program|```)$/);
  });

  it('keeps a table whole where it fits and cuts a longer one between rows', () => {
    const row = '| a cell of some length | another cell of some length |\n';
    const table = `| one | two |\n|---|---|\n${row.repeat(60)}`;

    const pieces = cutPieces(`# Table\n\n${table}`);

    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(piece.text).toMatch(/\|$/);
    expect(cutPieces(`# T\n\n${SENTENCE.repeat(30)}\n\n| one | two |\n|---|---|\n${row.repeat(10)}`)[1]?.text).toMatch(
      /^\| one/,
    );
  });

  it('cuts a sentence that is longer than a piece where it hurts least', () => {
    const clause = 'the run is repeated with the same seed and the same input, ';

    const pieces = cutPieces(clause.repeat(60));

    for (const piece of pieces) expect(piece.text).toMatch(/^the run[\s\S]*input,$/);
  });

  it('does not part a pair of code units', () => {
    const pieces = cutPieces('😀'.repeat(3_001).slice(1));

    for (const { text } of pieces.slice(1)) expect(text).toMatch(/^(?:😀)+$/u);
  });
});

describe('leaving out what is not read', () => {
  it('leaves out front matter and keeps the numbers of lines', () => {
    const [piece] = cutPieces('---\nstatus: accepted\ntitle: Queue\n---\n\n# Queue\n\ntext');

    expect(piece).toMatchObject({ line: 6, endLine: 8, text: '# Queue\n\ntext' });
  });

  it('leaves out a byte order mark', () => {
    expect(cutPieces('\uFEFF# Queue\n\ntext')).toMatchObject([{ anchor: 'queue', text: '# Queue\n\ntext' }]);
    expect(cutPieces('\uFEFF---\na: b\n---\ntext')).toMatchObject([{ line: 4, text: 'text' }]);
  });

  it('keeps a rule at the top that opens no front matter', () => {
    expect(cutPieces('---\n\nSome text.\n\n---\n')[0]?.text).toBe('---\n\nSome text.\n\n---');
  });

  it.each([
    ['a comment of several lines', 'a\n\n<!-- hidden\n# hidden\n-->\n\nb'],
    ['a comment that is never closed', 'a\n\nb\n\n<!-- hidden\n\nhidden'],
    ['a comment within a line', 'a <!-- hidden --> b'],
    ['a fence within a comment', 'a\n\n<!--\n```\nhidden -->\n\nb'],
  ])('leaves out %s', (_, text) => {
    const read = cutPieces(text)
      .map((piece) => piece.text.replace(/\s+/g, ' '))
      .join(' ');

    expect(read).toBe('a b');
  });

  it('keeps what looks like a comment in code', () => {
    expect(cutPieces('`<!-- a -->` and\n\n```\n<!-- b\n```')[0]?.text).toContain('<!-- a -->');
    expect(cutPieces('```\n<!-- b\n```\n\nc')[0]?.text).toContain('<!-- b\n```\n\nc');
  });

  it('has no piece for an empty document', () => {
    expect(cutPieces('')).toEqual([]);
    expect(cutPieces(' \n\n<!-- x -->\n')).toEqual([]);
  });
});

describe('a document that lost its marks', () => {
  const manual = readFileSync(join(import.meta.dirname, '../fixtures/domain/mlops-manual.fr.md'), 'utf8');
  const pieces = cutPieces(manual);

  it('is cut at its numbered lines', () => {
    const paths = new Set(pieces.map(({ headings }) => headings.slice(0, 2).join(' > ')));

    expect([...paths]).toEqual(
      expect.arrayContaining([
        "15. Comite d'experts — runbook (ADR-52, ADR-68) > 15.1 Quand invoquer",
        '16. Sprint orchestration runbook (ADR-69) > 16.5b Sprint version : Stories oui, Epics et Needs non',
        '17. Incident log > 17.5 2026-04-29 — Cleanlab FTF sweep gRPC fork deadlock (P1)',
      ]),
    );
    expect(pieces.find(({ headings }) => headings.at(-1) === '15.1 Quand invoquer')?.anchor).toBe('151-quand-invoquer');
  });

  it('has no heading among its commands, rows, list items and steps', () => {
    const titles = new Set(pieces.flatMap(({ headings }) => headings));

    for (const title of titles)
      expect(title).not.toMatch(/^# |kubectl|candidat utile|f1_buy vs|^Signal |Verify no stale/);
  });

  it('has the heading of a short line without a number below a numbered one', () => {
    const piece = pieces.find(({ text }) => text.includes('P0 Critical'));

    expect(piece?.headings).toEqual(['8. Niveaux de severite']);
    expect(pieces.some(({ headings }) => headings.at(-1) === 'Glossaire')).toBe(true);
  });
});
