import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTypescriptStructure } from '../../../../src/adapters/sandbox/tools/typescript-structure.ts';
import { strategySource } from '../../../../src/backtest/template/strategy-source.ts';

const METHODS = 'prepareIndicators(bars) { return {}; } findEntries(bars, indicators, index) { return null; }';

/** Findings in one word each: the code and the line. */
function findingsOf(text: string): readonly string[] {
  const { findings } = checkTypescriptStructure('s.ts', text);
  return findings.map(({ code, line }) => `${code}:${line ?? '-'}`);
}

describe('the structure check of a strategy in TypeScript', () => {
  it.each([
    ['the template', strategySource('cross')],
    [
      'the example',
      readFileSync(join(import.meta.dirname, '../../../../docs/examples/backtest/moving-average-cross.ts'), 'utf8'),
    ],
    ['a class in a constant', `export const Strategy = class { ${METHODS} };`],
    ['a class that is renamed', `class Cross { ${METHODS} }\nexport { Cross as Strategy };`],
    ['methods of a base in the file', `class Base { ${METHODS} }\nexport class Strategy extends Base {}`],
    ['methods as fields', 'export class Strategy { prepareIndicators = (bars) => ({}); findEntries = () => null; }'],
    [
      'a parameter with a default',
      `export class Strategy { prepareIndicators(bars, extra = 3) { return {}; } findEntries() {} }`,
    ],
    [
      'names that are only fields',
      `export class Strategy { ${METHODS} process(x) { return this.fetch + x.process; } }`,
    ],
    [
      'types from elsewhere',
      `import type { Bars } from './x.ts';\nexport type { Bars } from './x.ts';\nexport class Strategy { ${METHODS} }`,
    ],
  ])('passes %s', (_what, text) => {
    const check = checkTypescriptStructure('s.ts', text);

    expect(check).toEqual({ id: 'structure', answer: 'pass', tool: null, findings: [], reason: null });
  });

  it.each([
    ['no class', 'export const x = 1;', ['structure/no-strategy:-']],
    ['a class that is not exported', `class Strategy { ${METHODS} }`, ['structure/no-strategy:-']],
    ['a missing method', 'export class Strategy { prepareIndicators() {} }', ['structure/missing-method:1']],
    [
      'too many parameters',
      `export class Strategy { prepareIndicators(bars, more) {} findEntries() {} }`,
      ['structure/signature:1'],
    ],
    [
      'an async method',
      'export class Strategy { prepareIndicators() {}\n async findEntries() {} }',
      ['structure/signature:2'],
    ],
    [
      'a static method',
      'export class Strategy { static prepareIndicators() {}\n findEntries() {} }',
      ['structure/signature:1'],
    ],
    [
      'findExits that is no method',
      `export class Strategy { ${METHODS}\n findExits = 3; }`,
      ['structure/missing-method:1'],
    ],
    [
      'two strategies',
      `export class Strategy { ${METHODS} }\nexport class Other { ${METHODS} }`,
      ['structure/two-strategies:2'],
    ],
    ['what is no TypeScript', `export class Strategy { ${METHODS} }\nif (`, ['structure/syntax:2']],
    ['an import', `import fs from 'node:fs';\nexport class Strategy { ${METHODS} }`, ['structure/import:1']],
    [
      'a list of types, whose module is loaded',
      `import { type A } from './a.ts';\nexport class Strategy { ${METHODS} }`,
      ['structure/import:1'],
    ],
    ['an import for its effect', `import './a.ts';\nexport class Strategy { ${METHODS} }`, ['structure/import:1']],
    [
      'an export of another file',
      `export class Strategy { ${METHODS} }\nexport * from './a.ts';`,
      ['structure/import:2'],
    ],
    [
      'an import while it runs',
      `export class Strategy { ${METHODS} }\nconst a = () => import('fs');`,
      ['structure/import:2'],
    ],
    ['eval', `export class Strategy { ${METHODS} }\neval('1');`, ['structure/eval:2']],
    ['Function', `export class Strategy { ${METHODS} }\nnew Function('1');`, ['structure/eval:2']],
    [
      'the constructor of a function',
      `export class Strategy { ${METHODS} }\n(() => 1).constructor('1');`,
      ['structure/eval:2'],
    ],
    [
      'the same by a text',
      `export class Strategy { ${METHODS} }\nconst f = [].at['constructor'];`,
      ['structure/eval:2'],
    ],
    ['process', `export class Strategy { ${METHODS} }\nconst { env } = process;`, ['structure/process:2']],
    ['the global object', `export class Strategy { ${METHODS} }\nglobalThis['pro' + 'cess'];`, ['structure/reach:2']],
    [
      'a name of its own that hides one',
      `export class Strategy { ${METHODS} }\nconst { process } = { process: 1 };`,
      ['structure/process:2'],
    ],
    ['fetch', `export class Strategy { ${METHODS} }\nfetch('https://example.org');`, ['structure/network:2']],
  ])('finds %s', (_what, text, findings) => {
    const check = checkTypescriptStructure('s.ts', text);

    expect(findingsOf(text)).toEqual(findings);
    expect(check.answer).toBe('fail');
  });

  it('names the method that is missing and how it is called', () => {
    const { findings } = checkTypescriptStructure('s.ts', 'export class Strategy { prepareIndicators() {} }');

    expect(findings[0]?.message).toBe('the class `Strategy` lacks `findEntries(bars, indicators, index)`');
  });

  it('tells the first hundred of very many findings, and how many there are', () => {
    const { findings, reason } = checkTypescriptStructure(
      's.ts',
      `export class Strategy { ${METHODS} }\n${'eval(1);\n'.repeat(500)}`,
    );

    expect(findings).toHaveLength(100);
    expect(reason).toBe('500 findings, the first 100 are told');
  });
});
