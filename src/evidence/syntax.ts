import { createRequire } from 'node:module';
import type * as AstGrep from '@ast-grep/napi';
import { AppError, messageOf } from '../kernel/app-error.ts';
import type { Language } from './language.ts';

/**
 * The syntax engine, a native library: the one exception to the rule that a room loads nothing. It is loaded at its
 * first use, holds no state that a caller could see, and gives the same tree for the same text.
 */

/** A node of a syntax tree. */
export type SyntaxNode = AstGrep.SgNode;

/** Parses a text into the root of its tree; a text with errors gives a tree with `ERROR` nodes. */
export function parseTree(text: string, language: Language): SyntaxNode {
  engine ??= loadEngine();
  return engine.parse(ENGINE_NAMES[language], text).root();
}

/** What the engine calls a language; Python is not built in and is registered under a name of its own. */
const ENGINE_NAMES = {
  python: 'python',
  typescript: 'TypeScript',
  tsx: 'Tsx',
  javascript: 'JavaScript',
} as const satisfies Record<Language, string>;

type Engine = typeof AstGrep;

let engine: Engine | undefined;

function loadEngine(): Engine {
  const require = createRequire(import.meta.url);
  const { library, python } = locateEngine(require, `${process.platform}-${process.arch}`);
  try {
    const loaded: Engine = require(library);
    loaded.registerDynamicLanguage({
      python: {
        libraryPath: python,
        extensions: ['py'],
        languageSymbol: 'tree_sitter_python',
        // A pattern such as `$X` must be a valid identifier for the parser, and `$` is none in Python.
        expandoChar: 'µ',
      },
    });
    return loaded;
  } catch (cause) {
    throw unavailable(`the syntax engine could not be loaded from ${library}: ${messageOf(cause)}`, cause);
  }
}

/** Finds modules as `require` does. */
export interface ModuleFinder {
  (module: string): { readonly libraryPath: string };
  resolve(module: string): string;
}

/**
 * The native files of the engine: beside the bundle when both stand there, otherwise in the installed packages; an
 * AppError that names the platform when there are none.
 */
export function locateEngine(require: ModuleFinder, platform: string): { library: string; python: string } {
  try {
    const folder = `./native/${platform}`;
    return { library: require.resolve(`${folder}/ast-grep.node`), python: require.resolve(`${folder}/python.so`) };
  } catch {
    return locatePackages(require, platform);
  }
}

function locatePackages(require: ModuleFinder, platform: string): { library: string; python: string } {
  try {
    return { library: require.resolve('@ast-grep/napi'), python: require('@ast-grep/lang-python').libraryPath };
  } catch (cause) {
    throw unavailable(`there is no syntax engine for ${platform}`, cause);
  }
}

function unavailable(what: string, cause: unknown): AppError {
  return new AppError('outside-failed', what, {
    expected: 'the native files for linux-x64 or linux-arm64 (glibc) beside the program, or the @ast-grep packages',
    advice: 'Reinstall the program on this machine with optional dependencies allowed, or run it on linux-x64.',
    cause,
  });
}
