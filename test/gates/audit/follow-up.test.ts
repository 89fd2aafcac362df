import { describe, expect, it } from 'vitest';
import { findFollowUps } from '../../../src/gates/audit/follow-up.ts';
import { nameReference, readReferences } from '../../../src/gates/audit/reference.ts';

const home = { host: 'github.com', owner: 'acme', name: 'quant' };

function followUps(body: string, storyPattern: string | null = null, title = 'feat: x'): readonly string[] {
  const found = findFollowUps({ number: 41, title, body }, { home, storyPattern, section: 'Guardrails waiver' });
  return found.map((reference) => nameReference(reference, home));
}

describe('a follow-up', () => {
  it.each([
    ['a number', 'later in #815', ['#815']],
    ['an issue of another repository', 'see acme/ops#3', ['acme/ops#3']],
    ['its own repository by name', 'see Acme/Quant#815', ['#815']],
    ['an address', 'see https://github.com/acme/quant/issues/815#issuecomment-9', ['#815']],
    ['the target of a link', '[later](https://github.com/acme/quant/issues/815)', ['#815']],
    ['an address elsewhere', 'see https://evil.test/acme/quant/issues/815', []],
    ['an item to be done', '- [ ] #815', ['#815']],
    ['a story', 'Story: CVN-N001-EA-S02', ['Story: CVN-N001-EA-S02']],
    ['a work package', 'OpenProject: wp#85', ['OpenProject: wp#85']],
    ['the same twice', '#815 and https://github.com/acme/quant/issues/815', ['#815']],
    ['a comment', '<!-- #815 -->', []],
    ['code', '`#815`', []],
    ['a fence', '```\n#815\n```', []],
    ['a quotation', '> #815', []],
    ['a word with a number', 'C#7 and a#8', []],
    ['the pull request itself', '#41', []],
    ['what it closes', 'Fixes #815', []],
  ])('is read in the section on the waiver: %s', (_, text, expected) => {
    const found = followUps(
      `Closes #700\n\n## Guardrails waiver\n\nG3: ${text.startsWith('-') ? `\n${text}` : `\n\n${text}`}`,
    );

    expect(found).toEqual(expected);
  });

  it('stands in the section and nowhere else, sub-headings included', () => {
    const body = '#1\n\n# Guardrails waiver\n\n#2\n\n## Later\n\n#3\n\n# Notes\n\n#4\n';

    expect(followUps(body)).toEqual(['#2', '#3']);
  });

  it('is not what the pull request closes elsewhere', () => {
    const body =
      'Resolves: acme/quant#2, fixes https://github.com/acme/quant/issues/3\n\n## Guardrails waiver\n\n#2 #3 #4';

    expect(followUps(body)).toEqual(['#4']);
  });

  it('is not the story that the pull request belongs to', () => {
    const section = '## guardrails WAIVER\n\nStory: ST-7, Story: ST-8, Story: ST-9';

    expect(followUps(`Story: ST-7\n\n${section}`, String.raw`ST-\d+`, 'feat: ST-8 momentum')).toEqual(['Story: ST-9']);
  });
});

describe('references', () => {
  it('are read in time that grows with the text', () => {
    const text = `${'acme/'.repeat(20_000)}${'story: '.repeat(20_000)}${'https://github.com/'.repeat(5_000)}`;

    expect(readReferences(text, { home, storyPattern: null })).toEqual([]);
  });
});
