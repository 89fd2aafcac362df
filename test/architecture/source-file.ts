import { Lang, parse, type SgNode } from '@ast-grep/napi';

/** Stands for the name of a module that only the running program knows. */
export const madeAtRunTime = '(a name made at run time)';

/** One import, re-export, `require` or dynamic `import()` of a file. */
export interface Import {
  readonly from: string;
  /** Written `import type` or `export type`, so that nothing is loaded when the program runs. */
  readonly typeOnly: boolean;
  /** The names taken; empty for a whole module or a side effect. */
  readonly names: readonly string[];
  readonly line: number;
}

/** Something that is not a function of its arguments: a clock, chance, the environment, the outside. */
export interface Effect {
  readonly what: string;
  readonly line: number;
}

/** What the house rules need to know of one TypeScript file. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly effects: readonly Effect[];
  readonly exportsDefault: boolean;
}

/** Reads one TypeScript text by its syntax tree, so that comments and strings count for nothing. */
export function parseSourceFile(path: string, text: string): SourceFile {
  const nodes = parse(Lang.TypeScript, text)
    .root()
    .findAll({ rule: { any: telling(text) } });
  return {
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: nodes.flatMap(readImport),
    effects: nodes.flatMap(readEffect),
    exportsDefault: text.includes('default') && nodes.some(isDefaultExport),
  };
}

/** The kinds of nodes that can matter in a text, for the engine to find; most texts have not even the words of most. */
function telling(text: string): { kind: string; regex?: string }[] {
  return [
    { kind: 'import_statement' },
    { kind: 'export_statement' },
    ...kinds.filter(({ words }) => words.test(text)).map(({ words, kind }) => ({ kind, regex: words.source })),
  ];
}

function lineOf(node: SgNode): number {
  return node.range().start.line + 1;
}

function readImport(node: SgNode): Import[] {
  if (node.is('import_statement') || node.is('export_statement')) return readStatement(node);
  if (node.is('call_expression')) return readImportCall(node);
  return [];
}

function readStatement(node: SgNode): Import[] {
  const source = node.field('source');
  if (source === null) return [];
  const specifiers = node.findAll({ rule: { any: [{ kind: 'import_specifier' }, { kind: 'export_specifier' }] } });
  return [
    {
      from: unquote(source),
      typeOnly: /^(import|export)\s+type\b/.test(node.text()),
      names: specifiers.map((each) => each.field('name')?.text() ?? each.text()),
      line: lineOf(node),
    },
  ];
}

function readImportCall(node: SgNode): Import[] {
  const called = node.field('function')?.text();
  if (called !== 'import' && called !== 'require') return [];
  const argument = node.field('arguments')?.child(1) ?? null;
  const from = argument?.is('string') === true ? unquote(argument) : madeAtRunTime;
  return [{ from, typeOnly: node.parent()?.is('type_query') === true, names: [], line: lineOf(node) }];
}

function unquote(node: SgNode): string {
  return node.text().slice(1, -1);
}

function isDefaultExport(node: SgNode): boolean {
  if (!node.is('export_statement')) return false;
  if (node.children().some((child) => child.is('default'))) return true;
  return node
    .findAll({ rule: { kind: 'export_specifier' } })
    .some((each) => (each.field('alias') ?? each.field('name'))?.text() === 'default');
}

/** Calls by which a test would replace a module instead of a port. */
export const moduleFakes: readonly string[] = ['vi.mock', 'vi.doMock', 'vi.hoisted'];

/** Global names through which a program reaches the outside, chance or time. */
const outsideNames: ReadonlySet<string> = new Set([
  'process',
  'performance',
  'crypto',
  'console',
  'fetch',
  'WebSocket',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'globalThis',
]);

const outsideMembers: ReadonlySet<string> = new Set(['Date.now', 'Math.random', 'Temporal.Now', ...moduleFakes]);

/** Members of a date that answer in the time zone of the machine. */
const localTime = /^(get|set)(Hours|Minutes|Day|Date|Month|FullYear)$|^getTimezoneOffset$/;

/** Methods that follow the language of the machine unless their locale argument, counted here, is given. */
const localeArguments: Readonly<Record<string, number>> = {
  localeCompare: 2,
  toLocaleString: 1,
  toLocaleDateString: 1,
  toLocaleTimeString: 1,
  toLocaleLowerCase: 1,
  toLocaleUpperCase: 1,
};

function readEffect(node: SgNode): Effect[] {
  const what = nameEffect(node);
  return what === null ? [] : [{ what, line: lineOf(node) }];
}

function nameEffect(node: SgNode): string | null {
  if (node.is('identifier') || node.is('shorthand_property_identifier'))
    return outsideNames.has(node.text()) ? node.text() : null;
  if (node.is('meta_property')) return node.text();
  if (node.is('member_expression')) return outsideMembers.has(node.text()) ? node.text() : null;
  if (node.is('new_expression')) return nameDateEffect(node);
  if (node.is('call_expression')) return nameCallEffect(node);
  return null;
}

/** `new Date()` reads the clock; `new Date(2026, 0, 1)` reads the time zone; one argument reads neither. */
function nameDateEffect(node: SgNode): string | null {
  if (node.field('constructor')?.text() !== 'Date') return null;
  return countArguments(node) === 1 ? null : node.text();
}

function nameCallEffect(node: SgNode): string | null {
  const called = node.field('function');
  if (called?.text() === 'Date') return 'Date()';
  const method = called?.field('property')?.text() ?? '';
  if (localTime.test(method)) return `${method} (time zone of the machine)`;
  const needed = localeArguments[method];
  return needed !== undefined && countArguments(node) < needed ? `${method} (language of the machine)` : null;
}

function countArguments(node: SgNode): number {
  const list = node.field('arguments');
  return list === null ? 0 : list.children().filter((child) => child.isNamed() && !child.is('comment')).length;
}

/** The kinds of nodes that are effects, with words of which each has at least one. */
const kinds: readonly { readonly kind: string; readonly words: RegExp }[] = [
  { kind: 'new_expression', words: /Date/ },
  { kind: 'meta_property', words: /import/ },
  { kind: 'identifier', words: wordsOf(outsideNames) },
  { kind: 'shorthand_property_identifier', words: wordsOf(outsideNames) },
  { kind: 'member_expression', words: wordsOf(outsideMembers) },
  { kind: 'call_expression', words: /\b(import|require|Date)\b|(get|set)[A-Z]|getTimezoneOffset|[lL]ocale/ },
];

function wordsOf(names: ReadonlySet<string>): RegExp {
  return new RegExp(`\\b(${[...names].map((name) => RegExp.escape(name)).join('|')})\\b`);
}
