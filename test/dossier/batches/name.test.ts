import { describe, expect, it } from 'vitest';
import { nameFiles } from '../../../src/dossier/batches/name.ts';

describe('nameFiles', () => {
  it.each<[name: string, paths: readonly string[]]>([
    ['src/risk/limits.py', ['src/risk/limits.py']],
    ['src/risk', ['src/risk/a.py', 'src/risk/b.py']],
    ['src/risk', ['src/risk/a.py', 'src/risk/deep/b.py', 'src/risk/deep/c.py']],
    ['src/risk and test/risk', ['test/risk/a.py', 'src/risk/a.py', 'src/risk/b.py']],
    ['a, b, c and 2 more folders', ['a/1', 'b/1', 'c/1', 'd/1', 'e/1', 'a/2', 'b/2', 'c/2']],
    ['a, b, c and 1 more folder', ['a/1', 'b/1', 'c/1', 'd/1']],
    ['the root', ['one.md', 'two.md']],
    ['src and the root', ['src/a.py', 'src/b.py', 'one.md']],
    [`${'x'.repeat(119)}…`, [`${'x'.repeat(200)}/a`, `${'x'.repeat(200)}/b`]],
  ])('is %s', (name, paths) => {
    expect(nameFiles(paths)).toBe(name);
  });
});
