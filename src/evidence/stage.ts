import { addedLines, type ChangedFile } from '../change/change.ts';
import { linesOf } from '../change/change-texts.ts';
import { type Allowances, readAllowances } from './allowance.ts';
import { type LazySource, openLazily } from './lazy-source.ts';
import type { FileScene, Found } from './scene.ts';
import { type Speller, spellerOf } from './spelling.ts';
import { type SymbolLookup, symbolsAround } from './symbol.ts';

/** A changed file that is ready to be read, with its trees grown when somebody asks for them. */
export interface Stage {
  readonly scene: FileScene;
  readonly before: LazySource;
  readonly after: LazySource;
  /** Numbers of the lines that the change adds. */
  readonly added: ReadonlySet<number>;
  /** The line at a place, as it stands in the text. */
  readonly quote: (place: Pick<Found, 'line' | 'side'>) => string;
  /** Follows the imports of the text after the change; null when that cannot be read. */
  readonly speller: () => Speller | null;
  /** The function or class around a place; null at module level, and where no tree can be read. */
  readonly symbol: (place: Pick<Found, 'line' | 'side'>) => string | null;
  /** The comments of the text after the change that allow a rule on a line. */
  readonly allowances: () => Allowances;
}

/** Prepares a file of a change for every rule that will look at it. */
export function openStage(file: ChangedFile, around: Pick<FileScene, 'change' | 'surroundings'>): Stage {
  const before = openLazily(file.previousPath ?? file.path, file.before);
  const after = openLazily(file.path, file.after);
  const scene: FileScene = {
    ...around,
    file,
    get before() {
      return before.read();
    },
    get after() {
      return after.read();
    },
  };
  const lines = { before: once(() => linesOf(file, 'before')), after: once(() => linesOf(file, 'after')) };
  const symbols = { before: once(() => symbolsOf(before)), after: once(() => symbolsOf(after)) };
  return {
    scene,
    before,
    after,
    added: addedLines(file),
    quote: ({ side, line }) => lines[side]().get(line) ?? '',
    allowances: once(() => (scene.after === null ? NO_ALLOWANCES : readAllowances(scene.after))),
    symbol: ({ side, line }) => symbols[side]()(line),
    speller: once(() => (scene.after === null ? null : spellerOf(scene.after))),
  };
}

const NO_ALLOWANCES: Allowances = new Map();

function symbolsOf(text: LazySource): SymbolLookup {
  const source = text.read();
  return source === null ? () => null : symbolsAround(source);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
