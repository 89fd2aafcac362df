import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillPrompt, parsePrompt } from '../../src/committee/prompt.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';

const promptOf = (body: string, placeholders: readonly string[]) =>
  parsePrompt(
    `---\nname: seat\npurpose: Asks a seat.\nplaceholders: [${placeholders.join(', ')}]\n---\n${body}`,
    'prompts/seat.md',
  );

/** The error of a prompt file as a person reads it. */
function refusal(text: string): string {
  try {
    parsePrompt(text, 'prompts/seat.md');
  } catch (error) {
    if (error instanceof AppError) return renderError(error);
  }
  throw new RangeError('the prompt was taken');
}

describe('parsePrompt', () => {
  it.each(['chair', 'committee', 'contrarian', 'cross-examination', 'later-review', 'more', 'repair', 'seat'])(
    'takes our own %s.md',
    (name) => {
      const text = readFileSync(join(import.meta.dirname, '..', '..', 'prompts', `${name}.md`), 'utf8');

      expect(parsePrompt(text, `prompts/${name}.md`)).toMatchObject({
        name,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
    },
  );

  it('has another hash for another text', () => {
    expect(promptOf('one', []).sha256).not.toBe(promptOf('two', []).sha256);
  });

  it.each<[what: string, text: string, error: RegExp]>([
    ['no front matter', 'Review this.', /^prompts\/seat\.md:1: .*front matter/],
    ['a missing field', '---\nname: seat\nplaceholders: []\n---\nx', /^prompts\/seat\.md:\d+: .*purpose/],
    [
      'a name with blanks',
      '---\nname: The Seat\npurpose: x\nplaceholders: []\n---\nx',
      /^prompts\/seat\.md:2: .*name[\s\S]*kebab-case/,
    ],
    [
      'an unknown field',
      '---\nname: seat\npurpose: x\nplaceholders: []\nmodel: x\n---\nx',
      /^prompts\/seat\.md:5: .*model/,
    ],
    [
      'placeholders that are no list',
      '---\nname: seat\npurpose: x\nplaceholders: question\n---\nx',
      /^prompts\/seat\.md:4: .*placeholders/,
    ],
    [
      'a placeholder with a dash',
      '---\nname: seat\npurpose: x\nplaceholders: [skill-name]\n---\nx',
      /^prompts\/seat\.md:4: .*[\s\S]*snake_case/,
    ],
    [
      'a placeholder that the body does not use',
      '---\nname: seat\npurpose: x\nplaceholders: [question]\n---\nx',
      /differ in \{\{question\}\}/,
    ],
    [
      'a placeholder that is not listed',
      '---\nname: seat\npurpose: x\nplaceholders: []\n---\n{{question}}',
      /differ in \{\{question\}\}/,
    ],
    [
      'a misspelt placeholder',
      '---\nname: seat\npurpose: x\nplaceholders: []\n---\nIt asks {{ question }}.',
      /"\{\{ question \}\}\." is not a placeholder/,
    ],
    [
      'a placeholder in capitals',
      '---\nname: seat\npurpose: x\nplaceholders: []\n---\n{{Question}}',
      /"\{\{Question\}\}" is not a placeholder/,
    ],
    [
      'a placeholder that is not closed',
      '---\nname: seat\npurpose: x\nplaceholders: []\n---\n{{question',
      /"\{\{question" is not a placeholder/,
    ],
  ])('refuses %s', (_, text, error) => {
    expect(refusal(text)).toMatch(error);
  });
});

describe('fillPrompt', () => {
  it('fills a placeholder wherever it stands', () => {
    expect(
      fillPrompt(promptOf('{{who}} asks {{what}}, {{who}} answers', ['who', 'what']), { who: 'ops', what: 'why' }),
    ).toBe('ops asks why, ops answers');
  });

  it('takes a value as it is, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('{{question}}', '{{body}}', '$&', "$'", '$1')), (value) => {
        const filled = fillPrompt(promptOf('[{{body}}][{{question}}]', ['body', 'question']), {
          body: value,
          question: 'why',
        });

        expect(filled).toBe(`[${value}][why]`);
      }),
    );
  });

  it.each(['question', 'constructor', 'to_string'])('throws when {{%s}} has no value', (name) => {
    expect(() => fillPrompt(promptOf(`{{${name}}}`, [name]), {})).toThrow(`prompt seat has no value for {{${name}}}`);
  });
});
