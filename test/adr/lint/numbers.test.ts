import { describe, expect, it } from 'vitest';
import { lintFolder, lintTree, recordText } from '../some-records.ts';

describe('the number of a record', () => {
  it.each([
    ['0007-what.md', '# 8. What', true],
    ['7.md', '# ADR-8: What', true],
    ['ADR-007-what.md', '# ADR 8 – What', true],
    ['adr-7.md', '# adr-0008', true],
    ['ADR7-what.md', '# 8. What', true],
    ['0007-what.md', '# 0007. What', false],
    ['0007-what.md', '# ADR-07 : Quoi', false],
    ['0007-what.md', '# 15-minute bars', false],
    ['0007-what.md', '# 3 replicas', false],
    ['0007-what.md', '# 2.5 percent of capital', false],
    ['0007-what.md', '# Follow ADR-8 to the letter', false],
    ['0007-what.md', '# ADR-8bis', false],
    ['0007-what.md', '8\\. What\n========', true],
  ])('of %s is compared with the title %j', (name, title, isFound) => {
    const found = lintFolder({ [name]: recordText({ title }) });

    expect(found).toEqual(isFound ? [`${name}:1 adr/number-filename-mismatch`] : []);
  });

  it.each(['use-flags.md', 'adr-use-flags.md', 'adr_007_use-flags.md', 'x7.md'])('is missing in %s', (name) => {
    expect(lintFolder({ [name]: recordText() })).toEqual([`${name}:1 adr/number-missing`]);
  });

  it('is reported on each record that shares it, whatever its zeros', () => {
    const found = lintFolder({ '7-a.md': recordText(), '0007-b.md': recordText(), 'ADR-7-c.md': recordText() });

    expect(found).toEqual(['0007-b', '7-a', 'ADR-7-c'].map((name) => `${name}.md:1 adr/duplicate-number`));
  });

  it('leaves a gap that is told once, on the record after it', () => {
    const found = lintFolder({
      '0004-a.md': recordText(),
      '0005-b.md': recordText(),
      '0009-d.md': recordText(),
      '0009-c.md': recordText(),
    });

    expect(found.filter((each) => each.includes('gap'))).toEqual(['0009-c.md:1 adr/sequence-gap']);
  });

  it('may begin anywhere, also with zero', () => {
    expect(lintFolder({ '0000-use-records.md': recordText(), '0001-b.md': recordText() })).toEqual([]);
    expect(lintFolder({ '98-a.md': recordText(), 'ADR-0099-b.md': recordText(), '100-c.md': recordText() })).toEqual(
      [],
    );
  });

  it('of a file that is no record fills no gap', () => {
    const found = lintFolder({ '1-a.md': recordText(), '2-b.md': 'Notes.', '3-c.md': recordText() });

    expect(found).toEqual(['2-b.md:1 adr/not-an-adr', '3-c.md:1 adr/sequence-gap']);
  });

  it('is counted in each folder by itself', () => {
    const files = { 'a/0001-x.md': recordText(), 'a/0002-x.md': recordText(), 'b/0001-x.md': recordText() };

    expect(lintTree(files, 'a')).toEqual([]);
  });
});

describe('a file beside records', () => {
  it.each(['README.md', 'index.md', 'template.md', 'adr-template.md', '0000-template.md', 'madr_template-bare.md'])(
    'called %s is not asked to be one',
    (name) => {
      expect(lintFolder({ [name]: 'Anything, see [here](nowhere.md).' })).toEqual([]);
    },
  );

  it.each(['0007-template-engine.md', '7-template.md', 'contemplate.md', '0000-use-records.md'])(
    'called %s is asked to be one',
    (name) => {
      expect(lintFolder({ [name]: 'Anything.' })).toEqual([`${name}:1 adr/not-an-adr`]);
    },
  );
});
