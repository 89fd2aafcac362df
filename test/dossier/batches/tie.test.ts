import { describe, expect, it } from 'vitest';
import { type TiedFile, tieFiles } from '../../../src/dossier/batches/tie.ts';

const code = (path: string): TiedFile => ({ path, kind: 'implementation' });
const test = (path: string): TiedFile => ({ path, kind: 'test' });

describe('tieFiles', () => {
  it('ties what imports each other, more strongly when both do', () => {
    const files = [code('a/one.py'), code('b/two.py'), code('c/three.py')];
    const edges = [
      { from: 'a/one.py', to: 'b/two.py' },
      { from: 'b/two.py', to: 'a/one.py' },
      { from: 'c/three.py', to: 'a/one.py' },
      { from: 'c/three.py', to: 'not/there.py' },
    ];

    expect(tieFiles(files, edges)).toEqual([
      { first: 0, second: 1, weight: 4 },
      { first: 0, second: 2, weight: 2 },
    ]);
  });

  it.each([
    ['src/model.py', 'tests/test_model.py'],
    ['pkg/model.go', 'pkg2/model_test.go'],
    ['src/model.ts', 'test/model.test.ts'],
    ['src/model.tsx', 'ui/model.spec.tsx'],
    ['src/Model.java', 'test/ModelTest.java'],
  ])('ties %s to its test %s, though nothing is known of imports', (subject, path) => {
    expect(tieFiles([code(subject), test(path)], [])).toEqual([{ first: 0, second: 1, weight: 3 }]);
  });

  it('takes of several files of a name the one in folders of the same name', () => {
    const files = [code('src/a/model.ts'), code('src/b/model.ts'), test('test/b/model.test.ts')];

    expect(tieFiles(files, [])).toEqual([{ first: 1, second: 2, weight: 3 }]);
  });

  it('does not take a program for a test because of its name', () => {
    expect(tieFiles([code('a/model.py'), code('b/test_model.py')], [])).toEqual([]);
  });

  it('ties the files of a folder in a chain by name', () => {
    const files = [code('a/three.py'), code('b/other.py'), code('a/one.py'), code('a/two.py'), code('root.py')];

    expect(tieFiles(files, [])).toEqual([
      { first: 0, second: 2, weight: 1 },
      { first: 0, second: 3, weight: 1 },
    ]);
  });
});
