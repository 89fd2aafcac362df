import { describe, expect, it } from 'vitest';
import { inspectHouse } from './inspection.ts';
import { parseSourceFile } from './source-file.ts';

/** Inspects a made-up house, given as path and text. */
function inspect(house: Readonly<Record<string, string>>): readonly string[] {
  return inspectHouse(Object.entries(house).map(([path, text]) => parseSourceFile(path, text)));
}

describe('an import that the table forbids is found', () => {
  it.each([
    ['a room that looks up', 'src/kernel/money.ts', "import { a } from '../finops/price.ts';"],
    ['a room that looks across', 'src/gates/g1-title.ts', "import { a } from '../committee/verdict.ts';"],
    ['a type that looks up', 'src/kernel/money.ts', "import type { A } from '../finops/price.ts';"],
    ['a re-export', 'src/kernel/money.ts', "export { a } from '../finops/price.ts';"],
    ['a re-export of all', 'src/kernel/money.ts', "export * from '../finops/price.ts';"],
    ['a dynamic import', 'src/kernel/money.ts', "const a = await import('../finops/price.ts');"],
    ['a side effect', 'src/kernel/money.ts', "import '../finops/price.ts';"],
    ['the type of a module', 'src/kernel/money.ts', "type A = typeof import('../finops/price.ts');"],
    ['a flow that knows an adapter', 'src/flows/review.ts', "import { a } from '../adapters/git/git.ts';"],
    ['an adapter that knows a flow', 'src/adapters/git/git.ts', "import { a } from '../../flows/review.ts';"],
    ['an adapter that knows its sibling', 'src/adapters/git/git.ts', "import { a } from '../disk/disk.ts';"],
    ['a room that knows a port', 'src/committee/chair.ts', "import type { A } from '../ports/models.ts';"],
    ['a door that knows the other door', 'src/cli/main.ts', "import { a } from '../../app/events.ts';"],
    ['a source that knows a test', 'src/kernel/money.ts', "import { a } from '../../test/fake.ts';"],
    ['a port that loads a room', 'src/ports/models.ts', "import { a } from '../kernel/money.ts';"],
    ['a port with an inline type', 'src/ports/models.ts', "import { type A } from '../kernel/money.ts';"],
  ])('%s', (_, path, text) => {
    expect(inspect({ [path]: text })).toHaveLength(1);
  });
});

describe('an import that the table allows is left alone', () => {
  it.each([
    ['a file of the same room', 'src/kernel/money.ts', "import { a } from './micro.ts';"],
    ['a room below', 'src/committee/chair.ts', "import { a } from '../dossier/part.ts';"],
    ['a port that takes a type', 'src/ports/models.ts', "import type { A } from '../committee/brief.ts';"],
    ['a flow that takes a port', 'src/flows/review.ts', "import type { A } from '../ports/models.ts';"],
    ['an adapter that looks inward', 'src/adapters/git/git.ts', "import { a } from './diff.ts';"],
    ['a pure built-in', 'src/kernel/hash.ts', "import { createHash } from 'node:crypto';"],
    ['zod anywhere', 'src/gates/g1-title.ts', "import { z } from 'zod';"],
    ['the disk in an adapter', 'src/adapters/disk/disk.ts', "import { readFile } from 'node:fs/promises';"],
    ['the version in a door', 'src/cli/version.ts', "import settings from '../../package.json' with { type: 'json' };"],
    ['words in a string', 'src/kernel/money.ts', 'const a = "import { a } from \'../finops/price.ts\'";'],
    ['words in a comment', 'src/kernel/money.ts', "// import { a } from '../finops/price.ts'; Date.now()"],
  ])('%s', (_, path, text) => {
    expect(inspect({ [path]: text })).toEqual([]);
  });
});

describe('a package away from its home is found', () => {
  it.each([
    ['src/committee/chair.ts', 'ai'],
    ['src/flows/review.ts', '@ai-sdk/mistral'],
    ['src/change/diff.ts', 'picomatch'],
    ['src/cli/main.ts', 'js-yaml'],
    ['src/kernel/words.ts', 'commander'],
    ['src/dossier/part.ts', 'mdast-util-from-markdown'],
    ['src/gates/g5-hyper-parameters.ts', '@ast-grep/napi'],
    ['src/adapters/disk/disk.ts', 'node:child_process'],
    ['src/cli/main.ts', 'node:child_process'],
    ['src/kernel/file.ts', 'node:fs'],
    ['src/flows/review.ts', 'node:path'],
    ['src/kernel/money.ts', 'left-pad'],
    ['src/adapters/models/model.ts', 'left-pad'],
  ])('%s takes %s', (path, vendor) => {
    expect(inspect({ [path]: `import { a } from '${vendor}';` })).toHaveLength(1);
  });

  it('chance from node:crypto is not the same as a hash', () => {
    const faults = inspect({ 'src/kernel/id.ts': "import { createHash, randomUUID } from 'node:crypto';" });

    expect(faults).toEqual(['src/kernel/id.ts:1: "node:crypto" reaches outside; a room may not']);
  });
});

describe('an effect in a room is found', () => {
  it.each([
    'const a = Date.now();',
    'const a = new Date();',
    'const a = new Date;',
    'const a = new Date(2026, 0, 1);',
    'const a = Math.random();',
    'const a = performance.now();',
    'const a = process.env.HOME;',
    'const a = { process };',
    'const a = crypto.randomUUID();',
    'const a = import.meta.url;',
    'await fetch("https://example.com");',
    'setTimeout(() => 1, 5);',
    'console.log(1);',
    'const a = when.getHours();',
    'const a = left.localeCompare(right);',
    'const a = (12).toLocaleString();',
  ])('%s', (text) => {
    expect(inspect({ 'src/kernel/time.ts': text })).toHaveLength(1);
    expect(inspect({ 'src/flows/review.ts': text })).toHaveLength(1);
  });

  it.each([
    'const a = new Date(millis);',
    'const a = when.getUTCHours();',
    "const a = left.localeCompare(right, 'en');",
    "const a = (12).toLocaleString('en');",
    'const a = run.process;',
    'const a = { fetch: 1 };',
  ])('%s is none', (text) => {
    expect(inspect({ 'src/kernel/time.ts': text })).toEqual([]);
  });

  it('is allowed in an adapter', () => {
    expect(inspect({ 'src/adapters/clock/clock.ts': 'export const now = () => Date.now();' })).toEqual([]);
  });
});

describe('a house rule that is broken is found', () => {
  it.each([
    ['a file without a room', 'src/attic/box.ts', 'export const a = 1;', 'belongs to no room'],
    ['a folder without a row', 'scripts/build.ts', 'export const a = 1;', 'belongs to no room'],
    ['a default export', 'src/kernel/money.ts', 'export default 1;', 'default export'],
    ['a default by alias', 'src/kernel/money.ts', 'const a = 1; export { a as default };', 'default export'],
    ['an empty name', 'src/kernel/utils.ts', 'export const a = 1;', 'says nothing'],
    ['a barrel', 'src/kernel/index.ts', 'export const a = 1;', 'says nothing'],
    ['a name in camel case', 'src/kernel/appError.ts', 'export const a = 1;', 'kebab-case'],
    ['a faked module', 'test/kernel/money.test.ts', "vi.mock('../../src/kernel/money.ts');", 'fake the port'],
    ['a long file', 'src/kernel/money.ts', '\n'.repeat(251), '251 lines'],
    [
      'a door that joins',
      'src/cli/main.ts',
      "import { a } from '../flows/review.ts';\nimport { b } from '../adapters/git/git.ts';",
      'only wire.ts',
    ],
  ])('%s', (_, path, text, says) => {
    expect(inspect({ [path]: text }).join()).toContain(says);
  });

  it('a circle is named with all its stations', () => {
    const faults = inspect({
      'src/kernel/a.ts': "import type { B } from './b.ts';",
      'src/kernel/b.ts': "import { C } from './c.ts';",
      'src/kernel/c.ts': "import { A } from './a.ts';",
    });

    expect(faults).toEqual([
      'src/kernel/a.ts: imports itself in a circle: src/kernel/a.ts > src/kernel/b.ts > src/kernel/c.ts > src/kernel/a.ts',
    ]);
  });
});
