import { describe, expect, it } from 'vitest';
import { lintFolder, lintTree, recordText, someRecord } from '../some-records.ts';

const withBlock = (yaml: string, heading = '## Invariants'): string =>
  recordText({ rest: `\n${heading}\n\n\`\`\`yaml\n${yaml}\n\`\`\`\n` });

const GOOD = `- id: INV-1
  rule: forbid-import
  applies_to: ["src/**/*.py"]
  modules: [requests, urllib]
  message: no network
- id: 2
  rule: forbid-pattern
  applies_to: [src/]
  pattern: 'eval\\('
- id: INV-3
  rule: require-together
  applies_to: [workspace.dsl]
  files: ["docs/adr/*.md"]
- id: INV-4
  rule: max-value
  applies_to: [config.yaml]
  name: limits.seconds
  max: 300`;

describe('the invariants of a record', () => {
  it('are read with their lines', () => {
    const { invariants, flaws } = someRecord(withBlock(GOOD));

    expect(flaws).toEqual([]);
    expect(invariants).toEqual([
      {
        id: 'INV-1',
        line: 24,
        message: 'no network',
        rule: 'forbid-import',
        appliesTo: ['src/**/*.py'],
        modules: ['requests', 'urllib'],
      },
      { id: '2', line: 29, message: null, rule: 'forbid-pattern', appliesTo: ['src/'], pattern: 'eval\\(' },
      {
        id: 'INV-3',
        line: 33,
        message: null,
        rule: 'require-together',
        appliesTo: ['workspace.dsl'],
        files: ['docs/adr/*.md'],
      },
      {
        id: 'INV-4',
        line: 37,
        message: null,
        rule: 'max-value',
        appliesTo: ['config.yaml'],
        name: 'limits.seconds',
        max: 300,
      },
    ]);
  });

  it.each([
    ['another heading', withBlock(GOOD, '## Notes')],
    ['no fence', recordText({ rest: '\n## Invariants\n\nNone yet.\n' })],
    ['another language', recordText({ rest: '\n## Invariants\n\n```json\n{}\n```\n' })],
    ['the next section', recordText({ rest: '\n## Invariants\n\nNone.\n\n## Notes\n\n```yaml\na: 1\n```\n' })],
  ])('are none below %s', (_, text) => {
    expect(someRecord(text)).toMatchObject({ invariants: [], flaws: [] });
  });

  it('are read from each fence, in subsections and lists too, with CRLF and a BOM', () => {
    const entry = (id: number): string => `- { id: I-${id}, rule: forbid-import, applies_to: [a], modules: [b] }`;
    const rest = `\n### Invariants ###\n\n~~~yml\n${entry(1)}\n~~~\n\n#### More\n\n- so:\n\n  \`\`\`YAML\n  ${entry(2)}\n  \`\`\`\n`;
    const text = `\ufeff${recordText({ rest }).replaceAll('\n', '\r\n')}`;

    expect(someRecord(text).invariants.map(({ id, line }) => [id, line])).toEqual([
      ['I-1', 24],
      ['I-2', 32],
    ]);
  });

  it.each([
    ['no id', '- rule: forbid-import\n  applies_to: [a]', 24],
    ['an empty id', '- id: ""\n  rule: forbid-import\n  applies_to: [a]', 24],
    ['an unknown rule', '- id: a\n  rule: forbid-call\n  applies_to: [a]', 24],
    ['no rule', '- id: a\n  applies_to: [a]', 24],
    ['a glob that is no list', '- id: a\n  rule: forbid-import\n  applies_to: src/a.py', 24],
    ['no globs', '- id: a\n  rule: forbid-import\n  applies_to: []', 24],
    ['globs that are no texts', '- id: a\n  rule: forbid-import\n  applies_to: [{ a: b }]', 24],
    ['an entry that is a word', '# all of them\n- forbid-import', 25],
    ['a dash on a line of its own', '# one\n-\n  id: a', 25],
    ['a second entry', `${GOOD}\n- id: a`, 42],
    ['a mapping', 'id: a\nrule: forbid-import\napplies_to: [a]', 23],
    ['nothing', '', 23],
    ['no YAML', '- id: a\n  rule: [', 23],
    ['a key twice', '- id: a\n  id: b', 23],
    ['an alias', '- &a b\n- *a', 23],
  ])('with %s are malformed', (_, yaml, line) => {
    expect(lintFolder({ '7-x.md': withBlock(yaml) })).toEqual([`7-x.md:${line} adr/invariant-malformed`]);
  });

  it('name the rule that was meant', () => {
    const [flaw] = someRecord(withBlock('- rule: forbid-imports\n  applies_to: [a]')).flaws;

    expect(flaw?.message).toBe(
      'The invariant cannot be read: it has no id; its rule "forbid-imports" is not known, forbid-import is.',
    );
  });

  it.each([
    ['forbid-import', ''],
    ['forbid-import', 'modules: requests'],
    ['forbid-import', 'modules: []'],
    ['forbid-pattern', "pattern: '('"],
    ['forbid-pattern', "pattern: '(?<!a)b'"],
    ['forbid-pattern', "pattern: ''"],
    ['require-together', 'files: ["!a"]'],
    ['require-together', ''],
    ['max-value', 'max: 3'],
    ['max-value', 'name: a'],
    ['max-value', 'name: a\n  max: "3"'],
    ['max-value', 'name: a\n  max: 3\n  message: [a]'],
  ])('of the rule %s that cannot run with %j are told apart', (rule, rest) => {
    const entry = `- id: a\n  rule: ${rule}\n  applies_to: [b]\n  ${rest}`;

    expect(lintFolder({ '7-x.md': withBlock(entry) })).toEqual(['7-x.md:24 adr/invariant-incomplete']);
  });

  it('that lack a key are told which one', () => {
    const text = withBlock('- id: a\n  rule: forbid-import\n  applies_to: [b]');

    const [found] = lintTree({ 'docs/adr/7-x.md': text }, 'docs/adr');

    expect(found?.message).toBe('The invariant a (forbid-import) cannot be checked, because of modules (missing).');
  });

  it('may call the name of a value a key, and hold keys of their own', () => {
    const entry = '- id: a\n  rule: max-value\n  applies_to: [b]\n  key: limits.seconds\n  max: 3\n  owner: ops';

    expect(someRecord(withBlock(entry)).invariants).toMatchObject([{ name: 'limits.seconds', max: 3 }]);
  });
});
