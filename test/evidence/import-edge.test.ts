import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importEdges } from '../../src/evidence/import-edge.ts';

const paths = [
  'src/pkg/__init__.py',
  'src/pkg/model.py',
  'src/pkg/train/fit.py',
  'services/alpha/src/pkg/model.py',
  'tests/test_model.py',
  'app/main.ts',
  'app/part/index.ts',
  'app/part/one.tsx',
  'app/part.test.ts',
  'legacy/run.js',
  'settings/limits.json',
];

function targetsOf(path: string, ...modules: readonly string[]): readonly string[] {
  return importEdges([{ path, modules }], paths).map(({ to }) => to);
}

describe('importEdges', () => {
  it.each<[what: string, from: string, module: string, to: readonly string[]]>([
    ['a module below src', 'tests/test_model.py', 'pkg.model', ['src/pkg/model.py']],
    ['a package by its folder', 'tests/test_model.py', 'pkg', ['src/pkg/__init__.py']],
    ['the module of the nearest root', 'services/alpha/run.py', 'pkg.model', ['services/alpha/src/pkg/model.py']],
    ['a module beside the file', 'src/pkg/train/fit.py', '.other', []],
    ['a module one folder up', 'src/pkg/train/fit.py', '..model', ['src/pkg/model.py']],
    ['the package around the file', 'src/pkg/model.py', '.', ['src/pkg/__init__.py']],
    ['more folders up than there are', 'tests/test_model.py', '....pkg', []],
    ['a third-party package', 'src/pkg/model.py', 'numpy.random', []],
    ['no module of another root', 'tests/test_model.py', 'train.fit', []],
    ['a file with its ending', 'app/main.ts', './part/one.tsx', ['app/part/one.tsx']],
    ['a file by the ending that it will have', 'app/main.ts', './part/one.js', ['app/part/one.tsx']],
    ['a file without ending', 'app/main.ts', '../legacy/run', ['legacy/run.js']],
    ['the index of a folder', 'app/part.test.ts', './part', ['app/part/index.ts']],
    ['the index of a folder by its name', 'app/main.ts', './part/index.ts', ['app/part/index.ts']],
    ['the folder that the file is in', 'app/part/one.tsx', '.', ['app/part/index.ts']],
    ['the root of the sources', 'app/main.ts', '~/legacy/run', ['legacy/run.js']],
    ['a path from the root', 'legacy/run.js', 'app/main', ['app/main.ts']],
    ['no package of another name', 'app/main.ts', 'model', []],
    ['no scoped package', 'app/main.ts', '@app/main', []],
    ['nothing above the root', 'app/main.ts', '../../legacy/run', []],
    ['nothing that is no code', 'app/main.ts', '../settings/limits.json', []],
    ['not the file itself', 'app/main.ts', './main.ts', []],
  ])('finds %s', (_, from, module, to) => {
    expect(targetsOf(from, module)).toEqual(to);
  });

  it('names a pair once, however often it is imported', () => {
    expect(targetsOf('tests/test_model.py', 'pkg.model', 'pkg.model', 'pkg.train.fit')).toEqual([
      'src/pkg/model.py',
      'src/pkg/train/fit.py',
    ]);
  });

  it('tells edges among the given files alone, and the same ones in whatever order these are given', () => {
    const modules = fc.constantFrom(
      'pkg',
      'pkg.model',
      '.',
      '..',
      '..model',
      './part',
      '../app/main.ts',
      '@/x',
      '/',
      '',
      '...',
    );
    const imports = fc.array(fc.record({ path: fc.constantFrom(...paths), modules: fc.array(modules) }));
    fc.assert(
      fc.property(imports, fc.shuffledSubarray(paths, { minLength: paths.length }), (some, shuffled) => {
        const edges = importEdges(some, paths);

        expect(importEdges(some.toReversed(), shuffled).length).toBe(importEdges(some, paths).length);
        expect(edges.every(({ from, to }) => paths.includes(from) && paths.includes(to) && from !== to)).toBe(true);
      }),
    );
  });
});
