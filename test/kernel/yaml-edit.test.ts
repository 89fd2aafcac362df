import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/kernel/yaml.ts';
import { editYaml, type YamlEdit } from '../../src/kernel/yaml-edit.ts';

const item = { date: '2026-11-21', reason: 'a: "b" # c' };
const append: YamlEdit = { kind: 'append', list: 'log', item };

describe('an edit of a YAML document', () => {
  it('changes the value and no other character', () => {
    const text = '# head\r\na:   1   # one\r\nb: { x.y: "old" , z: 2 } # b\r\n\r\n# tail';

    const edited = editYaml(text, 'f.yml', [
      { kind: 'set', path: ['a'], value: -1e-9 },
      { kind: 'set', path: ['b', 'x.y'], value: 'new' },
    ]);

    expect(edited).toBe('# head\r\na:   -1e-9   # one\r\nb: { x.y: new , z: 2 } # b\r\n\r\n# tail');
  });

  it.each([
    { text: 'a:', value: 1, edited: 'a: 1' },
    { text: 'a: # none\n', value: 1, edited: 'a: 1 # none\n' },
    { text: 'a: 1\n', value: null, edited: 'a: null\n' },
    { text: 'a: 1\n', value: '12e5', edited: 'a: "12e5"\n' },
    { text: 'a: 1\n', value: 'true', edited: 'a: "true"\n' },
    { text: 'a: 1\n', value: 'x: y', edited: 'a: "x: y"\n' },
  ])('writes $value into $text so that it is read as it was meant', ({ text, value, edited }) => {
    const written = editYaml(text, 'f.yml', [{ kind: 'set', path: ['a'], value }]);

    expect(written).toBe(edited);
    expect(parseYaml(written, 'f.yml').value).toEqual({ a: value });
  });

  it.each([
    { kind: 'no list', text: 'a: 1' },
    { kind: 'an empty list', text: 'log: [] # none\na: 1\n' },
    { kind: 'a list at the margin', text: 'log:\n- date: x\n  reason: y # why\n\n# next\na: 1\n' },
    { kind: 'an indented list', text: 'log:\n    - date: x\n      reason: |\n        long\n        text\n\na: 1\n' },
    { kind: 'a list in brackets', text: 'log: [{ date: x, reason: y }, ]\na: 1\n' },
    { kind: 'an end mark', text: 'a: 1\n...\n' },
    { kind: 'other line ends', text: 'a: 1\r\nlog:\r\n  - date: x\r\n' },
  ])('appends to $kind, and all else is read as before', ({ text }) => {
    const before = Object(parseYaml(text, 'f.yml').value);

    const edited = editYaml(text, 'f.yml', [append]);

    expect(parseYaml(edited, 'f.yml').value).toEqual({ ...before, log: [...(before.log ?? []), item] });
    const comments = (of: string) => of.match(/# \w+/g) ?? [];
    expect(comments(edited)).toEqual(expect.arrayContaining(comments(text)));
    expect(edited.includes('\r\n')).toBe(text.includes('\r\n'));
    expect(edited.split('\r\n').join('').includes('\n')).toBe(!text.includes('\r\n'));
  });

  it('refuses a document in braces, and a place that holds no single value', () => {
    expect(() => editYaml('{ a: 1 }', 'f.yml', [append])).toThrow('written in braces');
    expect(() => editYaml('a: [1]', 'f.yml', [{ kind: 'set', path: ['a'], value: 1 }])).toThrow(
      'no single value stands at a',
    );
    expect(() => editYaml('log: 1', 'f.yml', [append])).toThrow('log is no list');
  });
});
