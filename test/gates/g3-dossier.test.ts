import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/change/change.ts';
import { answerOf, reasonsOf, someChange, someConfig, someFile, someFiles } from './some-pull.ts';

const OLD = 'documentation/reviews/2026-03-02-label-leak-plan.md';
const NEW = 'documentation/reviews/2026-05-12-fold-embargo-plan.md';
const awake = { base: [OLD] };

function judge(change: Change, body = '', texts: Readonly<Record<string, string>> = { [OLD]: '# Plan' }) {
  return answerOf('G3', { body }, someFiles(change, { ...awake, texts }));
}

describe('a plan dossier', () => {
  it.each([
    { says: 'added', file: someFile(NEW, { status: 'added' }), answer: 'pass' },
    { says: 'modified', file: someFile(NEW), answer: 'pass' },
    { says: 'renamed', file: someFile(NEW, { status: 'renamed', previousPath: 'a.md' }), answer: 'pass' },
    { says: 'deleted', file: someFile(NEW, { status: 'deleted' }), answer: 'fail' },
    { says: 'in another folder', file: someFile('docs/2026-05-12-a-plan.md', { status: 'added' }), answer: 'fail' },
    { says: 'without a date', file: someFile('documentation/reviews/a-plan.md'), answer: 'fail' },
    { says: 'without a slug', file: someFile('documentation/reviews/2026-05-12-plan.md'), answer: 'fail' },
    { says: 'of no real day', file: someFile('documentation/reviews/2026-02-30-a-plan.md'), answer: 'fail' },
    { says: 'of no leap day', file: someFile('documentation/reviews/2025-02-29-a-plan.md'), answer: 'fail' },
    { says: 'of a leap day', file: someFile('documentation/reviews/2028-02-29-a-plan.md'), answer: 'pass' },
    { says: 'of month 13', file: someFile('documentation/reviews/2026-13-01-a-plan.md'), answer: 'fail' },
  ])('that is $says: $answer', ({ file, answer }) => {
    expect(judge(someChange('src/a.py', file)).answer).toBe(answer);
  });

  it.each([
    `Plan: ${OLD}`,
    `Plan: ${OLD}.`,
    `(${OLD})`,
    `Plan:${OLD}`,
    `\`${OLD}\``,
    `**${OLD}**`,
    `[plan](${OLD})`,
    `[plan](./${OLD})`,
    `[plan](/${OLD}#context)`,
    '[plan](documentation%2Freviews/2026-03-02-label%2Dleak-plan.md)',
    `[plan](https://github.com/acme/quant/blob/main/${OLD})`,
    `https://github.com/acme/quant/blob/feat/with/slash/${OLD}?plain=1`,
    `[plan](../blob/main/${OLD})`,
    `<a href="${OLD}">plan</a>`,
    `> ${OLD}`,
  ])('counts as named: %j', (body) => {
    expect(judge(someChange('src/a.py'), body).answer).toBe('pass');
  });

  it.each([
    `<!-- ${OLD} -->`,
    `\`\`\`\n${OLD}\n\`\`\``,
    `old/${OLD}`,
    `${OLD}x`,
    `[plan](https://github.com/other/quant/blob/main/${OLD})`,
    `[plan](https://gitlab.com/acme/quant/blob/main/${OLD})`,
    NEW,
    'README.md',
  ])('does not count as named: %j', (body) => {
    expect(judge(someChange('src/a.py'), body, { [OLD]: '# Plan', 'README.md': 'x' }).answer).toBe('fail');
  });

  it('is not asked for where there never was one', () => {
    const result = answerOf('G3', {}, someFiles(someChange('src/a.py')));

    expect(result).toMatchObject({ answer: 'exempt', reasons: [{ text: 'no plan dossiers in this repository' }] });
  });

  it('is asked for when the configuration has a section of it', () => {
    const files = someFiles(someChange('src/a.py'));

    expect(answerOf('G3', {}, files, someConfig('gates: { g3: {} }')).answer).toBe('fail');
  });

  it.each([
    { says: 'documents', files: ['docs/a.py', 'x/y.md', 'a.yml', '.github/x'], answer: 'exempt' },
    { says: 'nothing', files: [], answer: 'exempt' },
    { says: 'documents and code', files: ['docs/a.md', 'src/a.py'], answer: 'fail' },
  ])('is $answer for a change of $says', ({ files, answer }) => {
    expect(judge(someChange(...files)).answer).toBe(answer);
  });

  it('is asked for when code is renamed into an exempt folder', () => {
    const moved = someFile('docs/a.py', { status: 'renamed', previousPath: 'src/a.py' });

    expect(judge(someChange(moved)).answer).toBe('fail');
  });

  it('warns of a second one with a bad name, also in an exempt change', () => {
    const bad = someFile('documentation/reviews/soon-plan.md', { status: 'added' });
    const good = someFile(NEW, { status: 'added' });

    const [passing, exempt] = [judge(someChange('src/a.py', good, bad)), judge(someChange(bad))];

    expect([passing.answer, exempt.answer]).toEqual(['pass', 'exempt']);
    for (const result of [passing, exempt]) {
      expect(reasonsOf(result, 'warning').map(({ key, path }) => `${key} ${path}`)).toContain(
        'dossier name documentation/reviews/soon-plan.md',
      );
    }
  });
});

const SECTIONS = [
  '## 1. Demande au reviewer\n\n- Un ?\n- Deux ?\n- Trois ?',
  '## Context\nDaily bars.',
  '## 3) PROBLÈME OBSERVÉ\nSortino 0.3.',
  '## What was tried\nLess.',
  '## Hypothèse et plan proposé\nMore.',
  "## Ce qu'on a écarté (et pourquoi)\nAll.",
  '## Risks\nFew.',
  '## Critères de succès vérifiables\nSortino over 1.',
];

function warnings(text: string): readonly string[] {
  const result = judge(someChange('src/a.py', someFile(NEW, { status: 'added' })), '', { [NEW]: text });
  return reasonsOf(result, 'warning').map(({ text: words, line }) => `${line ?? '-'} ${words}`);
}

describe('the sections of a dossier', () => {
  it('are complete in English and French, whatever their case, accents and numbers', () => {
    expect(warnings(`# Plan: risks of the embargo\n\n${SECTIONS.join('\n\n')}`)).toEqual([]);
  });

  it.each(SECTIONS.map((section, index) => ({ section, index })))('are missed one by one: $section', ({ index }) => {
    const text = `# Plan\n\n${SECTIONS.filter((_, other) => other !== index).join('\n\n')}`;

    expect(warnings(text)).toEqual([expect.stringContaining('1 The dossier lacks 1 of 8 sections: ')]);
  });

  it.each([
    { questions: '1. One?\n2. Two?', says: '2 questions' },
    { questions: Array.from({ length: 8 }, (_, index) => `${index + 1}. Why?`).join('\n'), says: '8 questions' },
    { questions: 'Is it? Was it?', says: '2 questions' },
    { questions: '', says: 'is empty' },
  ])('ask three to seven questions, not: $questions', ({ questions, says }) => {
    const text = ['# Plan', `## Request to the reviewer\n${questions}`, ...SECTIONS.slice(1)].join('\n\n');

    expect(warnings(text)).toEqual([expect.stringContaining(says)]);
  });

  it('say the problem with a figure, at the line of the heading', () => {
    const text = ['# Plan', ...SECTIONS.map((each) => each.replace('Sortino 0.3.', 'It is bad.'))].join('\n\n');

    expect(warnings(text)).toEqual(['12 The section "observed problem with figures" holds no figure.']);
  });

  it('are warned of when the file cannot be read', () => {
    const files = someFiles(someChange('src/a.py', someFile(NEW, { status: 'added' })), awake);
    const texts = new Map([[NEW, { kind: 'binary' } as const]]);

    const result = answerOf('G3', {}, { ...files, texts });

    expect(result.answer).toBe('pass');
    expect(reasonsOf(result, 'warning')[0]?.text).toContain('cannot be read');
  });
});
