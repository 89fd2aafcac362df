import { describe, expect, it } from 'vitest';
import { observeChange } from '../../src/evidence/observe.ts';
import { scanChange } from '../../src/evidence/scan.ts';
import { addedFile, changeOf } from './change-of.ts';
import { someRule } from './some-rule.ts';

const texts = [
  { path: 'src/model.py', before: null, after: 'x = 1\n' },
  { path: 'src/train.py', before: null, after: 'from model import x\nimport numpy\n' },
  { path: 'src/gone.py', before: 'import model\n', after: null },
  { path: 'web/page.ts', before: '', after: "import { part } from './part.ts';\n" },
  { path: 'web/part.ts', before: '', after: 'export const part = 1;\n' },
];

describe('the imports of a change', () => {
  it('are told for every file that can be read, as it stands or as it stood', () => {
    const { imports } = scanChange(changeOf(texts), []);

    expect(imports).toEqual([
      { path: 'src/gone.py', modules: ['model'] },
      { path: 'src/train.py', modules: ['model', 'model.x', 'numpy'] },
      { path: 'web/page.ts', modules: ['./part.ts'] },
    ]);
  });

  it('make no file unread that no rule asks for', () => {
    const { unread, imports } = scanChange(addedFile('a.py', 'import b\ndef (\n'), []);

    expect(unread).toEqual([]);
    expect(imports).toEqual([{ path: 'a.py', modules: ['b'] }]);
  });

  it('are not looked for in a very long script', () => {
    const { imports } = scanChange(addedFile('a.ts', `import './b.ts';\n${'x();\n'.repeat(25_000)}`), []);

    expect(imports).toEqual([]);
  });

  it('become edges between the files of the change', () => {
    const change = changeOf(texts);

    const { edges } = observeChange({ kind: 'change', change }, [], scanChange(change, []));

    expect(edges).toEqual([
      { from: 'src/gone.py', to: 'src/model.py' },
      { from: 'src/train.py', to: 'src/model.py' },
      { from: 'web/page.ts', to: 'web/part.ts' },
    ]);
  });

  it('are told by the paths that may be shown', () => {
    const key = `AKIA${'IOSFODNN7ABCDEFG'}`;
    const change = changeOf([
      { path: `src/${key}/one.py`, before: null, after: 'from . import two\n' },
      { path: `src/${key}/two.py`, before: null, after: 'x = 1\n' },
    ]);

    const { edges, subject } = observeChange({ kind: 'change', change }, [someRule()], scanChange(change, []));

    const [one, two] = subject.change.files.map(({ path }) => path);
    expect(edges).toEqual([{ from: one, to: two }]);
    expect(JSON.stringify(edges)).not.toContain(key);
  });
});
