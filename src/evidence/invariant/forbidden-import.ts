import type { Rule } from '@ast-grep/napi';
import { addedLines } from '../../change/change.ts';
import { plainTextOf } from '../number-value.ts';
import type { Source } from '../source.ts';
import { spellerOf } from '../spelling.ts';
import type { SyntaxNode } from '../syntax.ts';
import { type FindBreaches, nameOf } from './breach.ts';

/**
 * Finds imports of forbidden modules and of what stands below them, in Python, TypeScript and JavaScript; also those that
 * are made while the program runs, when the module is written there. A relative import names no module.
 */
export const findForbiddenImports: FindBreaches<'forbid-import'> = ({ file, after }, { modules }, record) => {
  if (after === null || !modules.some((module) => mentions(after.text, module))) return [];
  const added = addedLines(file);
  const imported = after.language === 'python' ? pythonImports(after) : scriptImports(after);
  return imported.flatMap(({ names, lines }) => {
    const line = lines.find((each) => added.has(each));
    const module = modules.find((each) => names.some((name) => isBelow(name, each)));
    if (line === undefined || module === undefined) return [];
    const says = `\`${module}\` is imported here, which ${nameOf(record)} forbids.`;
    return [{ line, side: 'after', says, mend: `Do without \`${module}\` here, or change ${nameOf(record)} first.` }];
  });
};

/** Cheap, and true too often: a part of a dotted name may stand by itself. */
function mentions(text: string, module: string): boolean {
  return text.includes(bare(module).split(/[./]/).at(-1) ?? '');
}

/** `requests` holds `requests.adapters`, `pg` holds `pg/lib`. */
function isBelow(name: string, module: string): boolean {
  const [one, other] = [bare(name), bare(module)];
  return one === other || one.startsWith(`${other}.`) || one.startsWith(`${other}/`);
}

/** Node's own modules have a name with and one without a mark. */
function bare(module: string): string {
  return module.replace(/^node:/, '');
}

interface Imported {
  /** The names of what is imported: `a` and `a.b` for `from a import b`. */
  readonly names: readonly string[];
  /** Where that may be said, best first: the first line of the statement, the line of the name. */
  readonly lines: readonly number[];
}

function pythonImports(source: Source): readonly Imported[] {
  const kinds = [{ kind: 'import_statement' }, { kind: 'import_from_statement' }];
  const statements = source.root.findAll({ rule: { any: kinds } });
  return [...statements.flatMap(readStatement), ...pythonCalls(source)];
}

function readStatement(statement: SyntaxNode): readonly Imported[] {
  const from = statement.field('module_name');
  if (from?.is('relative_import') === true) return [];
  const module = from === null ? null : dotted(from);
  const whole = module === null ? [] : [{ names: [module], lines: [lineOf(statement), lineOf(from ?? statement)] }];
  const parts = statement.fieldChildren('name').map((part) => {
    const name = dotted(part.is('aliased_import') ? (part.field('name') ?? part) : part);
    return { names: [module === null ? name : `${module}.${name}`], lines: [lineOf(statement), lineOf(part)] };
  });
  return [...whole, ...parts];
}

function dotted(node: SyntaxNode): string {
  return node.text().replaceAll(/\s/g, '');
}

function lineOf(node: SyntaxNode): number {
  return node.range().start.line + 1;
}

const IMPORTERS = ['importlib.import_module', 'importlib.__import__', 'builtins.__import__'];

function pythonCalls(source: Source): readonly Imported[] {
  if (!/import_module|__import__/.test(source.text)) return [];
  const named = spellerOf(source).named(IMPORTERS);
  return named === null ? [] : callsOf(source.root, { kind: 'call', has: { field: 'function', ...named } });
}

/** Calls that are given the name of a module as a text; the line is that of the called name, or of the text. */
function callsOf(root: SyntaxNode, rule: Rule): readonly Imported[] {
  return root.findAll({ rule }).flatMap((call) => {
    const given = call.field('arguments')?.namedChildren() ?? [];
    const first = given.find((argument) => !argument.is('comment'));
    const text = first?.is('keyword_argument') === true ? first.field('value') : first;
    const name = text === undefined || text === null ? '' : moduleIn(text);
    const called = call.field('function');
    const lines = [lineOf(called?.field('attribute') ?? called ?? call), lineOf(text ?? call)];
    return name === '' ? [] : [{ names: [name], lines }];
  });
}

function moduleIn(text: SyntaxNode): string {
  return text.is('string') || text.is('template_string') ? plainTextOf(text) : '';
}

/** Statements with `from`, `require` with and without a name, and `import(…)`. */
function scriptImports({ root, language }: Source): readonly Imported[] {
  const statements: Rule[] = [{ kind: 'import_statement' }, { kind: 'export_statement' }];
  if (language !== 'javascript') statements.push({ kind: 'import_require_clause' });
  const sources = root.findAll({ rule: { any: statements, has: { kind: 'string' } } }).flatMap((statement) => {
    const text = statement.namedChildren().find((child) => child.is('string'));
    return text === undefined ? [] : [{ names: [moduleIn(text)], lines: [lineOf(statement), lineOf(text)] }];
  });
  const called = { any: [{ kind: 'import' }, { regex: '^require(\\.resolve)?$' }] };
  return [...sources, ...callsOf(root, { kind: 'call_expression', has: { field: 'function', ...called } })];
}
