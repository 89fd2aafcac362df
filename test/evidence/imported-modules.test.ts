import { describe, expect, it } from 'vitest';
import { importedModules } from '../../src/evidence/imported-modules.ts';
import { openSource } from '../../src/evidence/source.ts';

function modulesIn(path: string, text: string): readonly string[] {
  const source = openSource(path, text);
  return source.kind === 'unreadable' ? [] : importedModules(source);
}

describe('importedModules', () => {
  it.each<[what: string, path: string, text: string, modules: readonly string[]]>([
    ['a Python module', 'a.py', 'import pkg.part\n', ['pkg', 'pkg.part']],
    [
      'names of a Python module',
      'a.py',
      'from pkg.part import one, two as other\n',
      ['pkg.part', 'pkg.part.one', 'pkg.part.two'],
    ],
    ['relative Python modules', 'a.py', 'from . import near\nfrom ..far import *\n', ['.', '..far', '.near']],
    ['a Python import in a function', 'a.py', 'def f():\n    import late\n', ['late']],
    [
      'imports of TypeScript',
      'a.ts',
      "import { b } from './b.ts';\nimport type { C } from '../c';\nimport './d.css';\n",
      ['../c', './b.ts', './d.css'],
    ],
    [
      'exports of TypeScript from elsewhere',
      'a.ts',
      "export * from './b.ts';\nexport { c } from './c.ts';\nexport const d = './e.ts';\n",
      ['./b.ts', './c.ts'],
    ],
    ['an import that waits', 'a.tsx', "const b = await import('./b.tsx');\nconst c = import(`./c`);\n", ['./b.tsx']],
    ['modules that are required', 'a.cjs', "const b = require('./b');\nrequired('./c');\nrequire(name);\n", ['./b']],
    ['a module required by TypeScript', 'a.cts', "import b = require('./b.cjs');\n", ['./b.cjs']],
    ['an import in a text', 'a.js', "const text = \"import { b } from './b.js'\"; // import './c.js'\n", []],
    ['a file in another language', 'a.go', 'import "b"\n', []],
  ])('names %s', (_, path, text, modules) => {
    expect(modulesIn(path, text)).toEqual(modules);
  });
});
