import type { SyntaxNode } from '../syntax.ts';

/** An argument of a Python call. */
export interface CallArgument {
  /** Null for one without a keyword. */
  readonly keyword: string | null;
  /** Its value as it is written. */
  readonly text: string;
  readonly line: number;
  readonly isSpread: boolean;
  readonly value: () => SyntaxNode | null;
}

/** A call with the line of the called name. */
export interface ReadCall {
  readonly line: number;
  readonly given: readonly CallArgument[];
}

/** Reads a call: by its text where that stands on one line without texts in it, which is much faster, else by its tree. */
export function readCall(call: SyntaxNode): ReadCall {
  const inside = ON_ONE_LINE.exec(call.text())?.[1];
  return inside === undefined ? readNodes(call) : readText(call, inside);
}

const ON_ONE_LINE = /^[\w.]+\(([^"'#\n\\]*)\)$/;

function readText(call: SyntaxNode, inside: string): ReadCall {
  const line = call.range().start.line + 1;
  const given = splitArguments(inside).map((part, index): CallArgument => {
    const [, keyword, value] = /^(\w+)\s*=(?!=)\s*(.*)$/.exec(part) ?? [];
    const text = value ?? part;
    const node = () => valueIn(nodesOf(call)[index]);
    return { keyword: keyword ?? null, text, line, isSpread: part.startsWith('*'), value: node };
  });
  return { line, given };
}

function splitArguments(inside: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: mark, index } of inside.matchAll(/[()[\]{},]/g)) {
    if (mark !== ',') depth += '([{'.includes(mark) ? 1 : -1;
    else if (depth === 0) {
      parts.push(inside.slice(from, index).trim());
      from = index + 1;
    }
  }
  const last = inside.slice(from).trim();
  return last === '' ? parts : [...parts, last];
}

function readNodes(call: SyntaxNode): ReadCall {
  const called = call.field('function');
  const given = nodesOf(call).map((node): CallArgument => {
    const value = valueIn(node);
    const keyword = node.is('keyword_argument') ? (node.field('name')?.text() ?? null) : null;
    const isSpread = node.is('list_splat') || node.is('dictionary_splat');
    return { keyword, text: value?.text() ?? '', line: node.range().start.line + 1, isSpread, value: () => value };
  });
  return { line: (called?.field('attribute') ?? called ?? call).range().start.line + 1, given };
}

function nodesOf(call: SyntaxNode): readonly SyntaxNode[] {
  return (call.field('arguments')?.namedChildren() ?? []).filter((child) => !child.is('comment'));
}

function valueIn(argument: SyntaxNode | undefined): SyntaxNode | null {
  return argument?.is('keyword_argument') === true ? argument.field('value') : (argument ?? null);
}
