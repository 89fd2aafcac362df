import type { Source } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';

/** A function or class of a test file that stands in no function. */
export interface Definition {
  /** `TestReader::test_gap`. */
  readonly name: string;
  readonly kind: 'test' | 'function' | 'class';
  /** Its lines, decorators included. */
  readonly first: number;
  readonly last: number;
}

/** Tells what stands where in a test file. */
export interface TestOutline {
  readonly definitions: readonly Definition[];
  /** The function around a line, else the innermost class; null for what stands in none. */
  readonly around: (line: number) => Definition | null;
}

/** Reads the functions and classes of a Python file; a function in a function belongs to the outer one. */
export function outlineOf({ root }: Source): TestOutline {
  const kinds = [{ kind: 'function_definition' }, { kind: 'class_definition' }];
  const found = root.findAll({ rule: { any: kinds } }).map(locate);
  const definitions: Definition[] = [];
  const open: Definition[] = [];
  for (const { node, first, last } of found.toSorted(
    (left, right) => left.first - right.first || right.last - left.last,
  )) {
    while ((open.at(-1)?.last ?? last) < first) open.pop();
    const around = open.at(-1);
    if (around !== undefined && around.kind !== 'class') continue;
    const name = node.field('name')?.text() ?? '';
    const definition = {
      name: around === undefined ? name : `${around.name}::${name}`,
      kind: kindOf(node),
      first,
      last,
    };
    definitions.push(definition);
    open.push(definition);
  }
  return { definitions, around: finderIn(definitions) };
}

interface Located {
  readonly node: SyntaxNode;
  readonly first: number;
  readonly last: number;
}

function locate(node: SyntaxNode): Located {
  const parent = node.parent();
  const { start } = (parent?.is('decorated_definition') === true ? parent : node).range();
  const { end } = node.range();
  return { node, first: start.line + 1, last: end.column === 0 ? end.line : end.line + 1 };
}

/** pytest and unittest collect functions whose name begins with `test`. */
function kindOf(node: SyntaxNode): Definition['kind'] {
  if (node.is('class_definition')) return 'class';
  return node.field('name')?.text().startsWith('test') === true ? 'test' : 'function';
}

/** Functions do not overlap, and a class stands in front of what is in it: the last that begins above decides. */
function finderIn(definitions: readonly Definition[]): TestOutline['around'] {
  const parents = new Map<Definition, Definition | null>();
  const open: Definition[] = [];
  for (const definition of definitions) {
    while ((open.at(-1)?.last ?? definition.last) < definition.first) open.pop();
    parents.set(definition, open.at(-1) ?? null);
    open.push(definition);
  }
  return (line) => {
    let found = lastBefore(definitions, line);
    while (found !== null && found.last < line) found = parents.get(found) ?? null;
    return found;
  };
}

function lastBefore(definitions: readonly Definition[], line: number): Definition | null {
  let low = 0;
  let high = definitions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((definitions[middle]?.first ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return definitions[low - 1] ?? null;
}
