import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/evidence/language.ts';
import { locateEngine, type ModuleFinder, parseTree } from '../../src/evidence/syntax.ts';
import { AppError } from '../../src/kernel/app-error.ts';

/** Finds the given modules; the grammar package names its own file. */
function finderOf(...known: readonly string[]): ModuleFinder {
  const resolve = (module: string) => {
    if (!known.includes(module)) throw new Error(`Cannot find module '${module}'`);
    return `/found/${module}`;
  };
  const find = (module: string) => ({ libraryPath: `${resolve(module)}/parser.so` });
  return Object.assign(find, { resolve });
}

describe('locateEngine', () => {
  it('takes the files beside the bundle where both stand there', () => {
    const finder = finderOf('./native/linux-x64/ast-grep.node', './native/linux-x64/python.so', '@ast-grep/napi');

    expect(locateEngine(finder, 'linux-x64').library).toBe('/found/./native/linux-x64/ast-grep.node');
  });

  it('takes the installed packages when a file is missing there', () => {
    const finder = finderOf('./native/linux-x64/ast-grep.node', '@ast-grep/napi', '@ast-grep/lang-python');

    expect(locateEngine(finder, 'linux-x64')).toEqual({
      library: '/found/@ast-grep/napi',
      python: '/found/@ast-grep/lang-python/parser.so',
    });
  });

  it('names the platform and what to do when there is no engine', () => {
    const locate = () => locateEngine(finderOf(), 'sunos-sparc');

    expect(locate).toThrow(AppError);
    expect(locate).toThrow('no syntax engine for sunos-sparc');
  });
});

describe('parseTree', () => {
  it.each([
    ['a.py', 'module'],
    ['a.ts', 'program'],
    ['a.tsx', 'program'],
    ['a.cjs', 'program'],
  ])('reads the language of %s', (path, kind) => {
    const language = languageOf(path);

    expect(language === null ? null : parseTree('x', language).kind()).toBe(kind);
  });
});
