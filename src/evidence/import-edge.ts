import { compareText } from '../kernel/compare-text.ts';
import { type Language, languageOf } from './language.ts';

/** One file of a change that imports another one of it. */
export interface ImportEdge {
  readonly from: string;
  readonly to: string;
}

/** The modules that a file imports, as it spells them. */
export interface FileImports {
  readonly path: string;
  readonly modules: readonly string[];
}

/**
 * Which of some files import which others of them, each pair once, in order of paths. A relative name counts from its
 * file; another one from the root, from a folder around the file, or from `src` in one of these. What is not
 * among the files has no edge.
 */
export function importEdges(imports: readonly FileImports[], paths: readonly string[]): readonly ImportEdge[] {
  const shelves = { python: shelve(paths, 'python'), script: shelve(paths, 'script') };
  const edges = imports.flatMap(({ path: from, modules }) => {
    const family = familyOf(languageOf(from));
    if (family === null) return [];
    const find = family === 'python' ? findPython : findScript;
    const found = new Set(modules.flatMap((module) => find(module, from, shelves[family])));
    return [...found].filter((to) => to !== from).map((to): ImportEdge => ({ from, to }));
  });
  return edges.toSorted((left, right) => compareText(left.from, right.from) || compareText(left.to, right.to));
}

type Family = 'python' | 'script';

function familyOf(language: Language | null): Family | null {
  if (language === null) return null;
  return language === 'python' ? 'python' : 'script';
}

/** Files by the name under which they are imported from the root. */
interface Shelf {
  readonly whole: ReadonlyMap<string, readonly string[]>;
  /** The same by every ending of that name that begins with a folder or the file, with what stands before it. */
  readonly endings: ReadonlyMap<string, readonly { readonly path: string; readonly before: string }[]>;
}

const ENDING = /\.(?:d\.ts|pyi?|[mc]?[jt]s|[jt]sx)$/;
const FOLDER_FILE = /\/(?:__init__|index)$/;

function shelve(paths: readonly string[], family: Family): Shelf {
  const whole = new Map<string, string[]>();
  const endings = new Map<string, { path: string; before: string }[]>();
  for (const path of paths.toSorted((left, right) => left.length - right.length || compareText(left, right))) {
    if (familyOf(languageOf(path)) !== family) continue;
    const name = moduleOf(path);
    add(whole, name, path);
    const segments = name.split('/');
    segments.forEach((_, start) => {
      add(endings, segments.slice(start).join('/'), { path, before: segments.slice(0, start).join('/') });
    });
  }
  return { whole, endings };
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function moduleOf(path: string): string {
  return path.replace(ENDING, '').replace(FOLDER_FILE, '');
}

function findPython(module: string, from: string, shelf: Shelf): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const below = module.slice(dots).split('.').filter(Boolean);
  if (dots === 0) return findFromRoot(below.join('/'), from, shelf);
  const folders = from.split('/').slice(0, -1);
  if (dots - 1 > folders.length) return [];
  const name = [...folders.slice(0, folders.length - (dots - 1)), ...below].join('/');
  return (shelf.whole.get(name) ?? []).slice(0, 1);
}

/** `./part`, `../part.js`; `@/part` and `~/part` stand for the root of the sources; a bare name is a package. */
function findScript(module: string, from: string, shelf: Shelf): readonly string[] {
  const plain = module.replace(/[?#].*$/, '').replace(ENDING, '');
  if (/^\.{1,2}(?:\/|$)/.test(plain)) {
    const name = resolveFrom(from, plain);
    return name === null ? [] : (shelf.whole.get(name) ?? shelf.whole.get(moduleOf(name)) ?? []).slice(0, 1);
  }
  const inSources = /^[@~]\//.test(plain);
  if (!inSources && (plain.startsWith('@') || !plain.includes('/'))) return [];
  return findFromRoot(inSources ? plain.slice(2) : plain, from, shelf);
}

function resolveFrom(from: string, relative: string): string | null {
  const segments = from.split('/').slice(0, -1);
  for (const segment of relative.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join('/');
}

/** The one whose root lies nearest to the file that imports. */
function findFromRoot(name: string, from: string, { endings }: Shelf): readonly string[] {
  const fitting = (endings.get(name) ?? []).filter(({ before }) => isRootFor(before, from));
  const [nearest] = fitting.toSorted((left, right) => right.before.length - left.before.length);
  return nearest === undefined ? [] : [nearest.path];
}

function isRootFor(before: string, from: string): boolean {
  const folder = before.replace(/(?:^|\/)src$/, '');
  return folder === '' || from.startsWith(`${folder}/`);
}
