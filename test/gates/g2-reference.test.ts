import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Home } from '../../src/gates/guarded-pull.ts';
import { answerOf, someChange, someConfig, someFiles } from './some-pull.ts';

const files = someFiles(someChange('src/a.py'));

function answer(body: string, given: { readonly home?: Home | null; readonly config?: string } = {}): string {
  const home = given.home === undefined ? { host: 'github.com', owner: 'acme', name: 'quant' } : given.home;
  return answerOf('G2', { body, home }, files, someConfig(given.config ?? null)).answer;
}

const KEYWORDS = ['close', 'closes', 'closed', 'fix', 'fixes', 'fixed', 'resolve', 'resolves', 'resolved'];

describe('a reference', () => {
  it.each([
    ...KEYWORDS.map((word) => `${word} #41`),
    'CLOSES #41',
    'Closes: #41',
    'Closes:#41',
    'This closes #41, at last',
    'Fixes acme/research#77',
    'Closes https://github.com/acme/quant/issues/41',
    'https://github.com/acme/quant/issues/77',
    'see https://github.com/other/thing/issues/77#issuecomment-12.',
    '<https://github.com/acme/quant/issues/77>',
    '[the leak](https://github.com/acme/quant/issues/77)',
    '[the leak][1]\n\n[1]: https://github.com/acme/quant/issues/77',
    '**Closes** #41',
    '_Closes_ **#41**',
    'Closes [#41](https://example.com)',
    '~~nothing~~ Closes #41',
    'Closes\n#41',
    '- [ ] Closes #41',
    '| a | Closes #41 |\n|---|---|\n| b | c |',
    '# Closes #41',
    '<details>\n<summary>More</summary>\n\nCloses #41\n\n</details>',
    '<p>Closes <b>#41</b></p>',
    '<a href="https://github.com/acme/quant/issues/41">x</a>',
    '<!-- Closes #1 --> Closes #41',
    '<!-- a -->\nCloses #41',
    '`code` Closes #41',
    'Story: CVN-N011-EA-S07',
    '**Story:** CVN-N011-EA-S07',
    'OpenProject: wp#85',
    'openproject:wp#85',
    'Closes \\#41',
    'Closes &#35;41',
  ])('counts: %j', (body) => {
    expect(answer(body)).toBe('pass');
  });

  it.each([
    '',
    'Closes #0',
    'Closes #',
    'Closes #41abc',
    'Closes 41',
    'encloses #1',
    'prefix #1',
    'auto-fix #1',
    '#41',
    'Part of #41',
    'acme/quant#41',
    'Closes #N',
    'Closes\n\n#41',
    '- Closes\n- #41',
    '| Closes | #41 |\n|---|---|\n| b | c |',
    'Closes https://github.com/acme/quant/pull/77',
    'https://github.com/acme/quant/issues',
    'https://github.com/acme/quant/issues/0',
    'https://github.com/acme/quant/issues/new',
    'https://gitlab.com/acme/quant/issues/77',
    'https://github.com.evil.io/acme/quant/issues/77',
    'https://example.com/?u=https://github.com/acme/quant/issues/77',
    '![x](https://github.com/acme/quant/issues/77)',
    '[1]: https://github.com/acme/quant/issues/77',
    '`Closes #41`',
    'Closes `#41`',
    'Closes `x` #41',
    '```\nCloses #41\n```',
    '~~~\nCloses #41',
    '    Closes #41',
    '> Closes #41',
    '> quoted\nCloses #41',
    '> [!NOTE]\n> Closes #41',
    '<!-- Closes #41 -->',
    '<!--\nCloses #41',
    '<!--\n\nCloses #41\n\n-->',
    '<div>\n<!-- a\n\nCloses #41 -->\n</div>',
    '<pre>\nCloses #41\n\nCloses #42\n</pre>',
    '<code>Closes #41</code>',
    '<blockquote>\n\nCloses #41\n\n</blockquote>',
    '<script>\nCloses #41\n</script>',
    '<style>\nCloses #41\n</style>',
    'Story:',
    'Story: CVN-',
    'Story: ABC-12',
    'My story: the CVN-N011-EA-S07',
    'OpenProject: wp#',
    'OpenProject: wp#0',
    'wp#85',
  ])('does not count: %j', (body) => {
    expect(answer(body)).toBe('fail');
  });

  it('is a story by the pattern of the repository', () => {
    const config = "story: { pattern: 'OPS-[0-9]+' }";

    const answers = ['Story: OPS-12', 'Story: CVN-N011-EA-S07', 'Story: x OPS-12'].map((body) =>
      answer(body, { config }),
    );

    expect(answers).toEqual(['pass', 'fail', 'fail']);
  });

  it('is an address of the own host', () => {
    const home = { host: 'git.acme.io:8443', owner: 'acme', name: 'quant' };

    const answers = ['https://git.acme.io:8443/acme/quant/issues/7', 'https://github.com/acme/quant/issues/7'].map(
      (body) => answer(body, { home }),
    );

    expect(answers).toEqual(['pass', 'fail']);
  });

  it('is an address of github.com where the host is not known', () => {
    expect(answer('https://github.com/acme/quant/issues/7', { home: null })).toBe('pass');
  });

  it('is named in the answer, and its lack says what to write', () => {
    const found = answerOf('G2', { body: 'see\n\nCloses: #41' });
    const lacking = answerOf('G2', { body: '' });

    expect(found.reasons[0]?.text).toBe('Closes: #41');
    expect(lacking.reasons[0]?.mend).toContain('"Closes #N"');
  });
});

const words = fc.constantFrom(
  'Closes #41',
  'text',
  '#41',
  'Story: CVN-N011-EA-S07',
  'https://github.com/acme/quant/issues/7',
  '',
);
const hidden = fc.array(words, { minLength: 1, maxLength: 6 });
const wrappers: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  comments: (lines) => `<!--\n${lines.join('\n')}\n-->`,
  fences: (lines) => `\`\`\`\n${lines.join('\n')}\n\`\`\``,
  'inline code': (lines) => lines.map((line) => `\`${line} .\``).join('\n\n'),
  quotes: (lines) => lines.map((line) => `> ${line}`).join('\n'),
};

describe('what stands in a place that does not count', () => {
  it.each(Object.entries(wrappers))('satisfies nothing: %s', (_name, wrap) => {
    fc.assert(
      fc.property(hidden, fc.boolean(), (lines, isAfterText) => {
        expect(answer(`${isAfterText ? 'Some text.\n\n' : ''}${wrap(lines)}`)).toBe('fail');
      }),
    );
  });
});
