import type { Source } from '../../evidence/source.ts';
import type { SyntaxNode } from '../../evidence/syntax.ts';

/** A call that reads what a text names, and what it gives instead. */
export interface CalledDefault {
  readonly call: SyntaxNode;
  /** Null when it has no default. */
  readonly value: SyntaxNode | null;
}

const READERS = new Set(['get', 'pop', 'setdefault']);
const ENVIRONMENT_READERS = new Set([...READERS, 'getenv']);

/** The call whose key is this text, `params.get("max_depth", 6)` or `getattr(params, "max_depth", 6)`; null for others. */
export function calledDefault(
  text: SyntaxNode,
  { source, texts }: { readonly source: Source; readonly texts: boolean },
): CalledDefault | null {
  const keyword = text.parent()?.is('keyword_argument') === true ? text.parent() : null;
  const given = keyword ?? text;
  const list = given.parent();
  const call = list?.is('argument_list') === true ? list.parent() : null;
  if (list === null || call === null || !call.is('call')) return null;
  const keyAt = placeOfKey(call, source, texts);
  if (keyAt === null) return null;
  const { positional, named } = argumentsOf(list);
  const isKey = keyword === null ? positional[keyAt]?.id() === text.id() : keyword.field('name')?.text() === 'key';
  if (!isKey) return null;
  return { call, value: positional[keyword === null ? keyAt + 1 : keyAt] ?? named.get('default') ?? null };
}

/** Which argument of a function is the key; null when the function reads nothing by key. */
function placeOfKey(call: SyntaxNode, source: Source, texts: boolean): number | null {
  const called = call.field('function');
  if (called === null) return null;
  if (called.is('attribute')) {
    const name = called.field('attribute')?.text() ?? '';
    return (texts ? ENVIRONMENT_READERS : READERS).has(name) ? 0 : null;
  }
  if (!called.is('identifier')) return null;
  if (!texts) return called.text() === 'getattr' ? 1 : null;
  return readsEnvironment(called.text(), source) ? 0 : null;
}

/** Whether a bare name is `os.getenv`, imported under whatever name. */
function readsEnvironment(name: string, { imports }: Source): boolean {
  const bound = imports.names.get(name);
  return bound === undefined ? name === 'getenv' : bound.includes('os.getenv');
}

interface Arguments {
  readonly positional: readonly SyntaxNode[];
  readonly named: ReadonlyMap<string, SyntaxNode>;
}

function argumentsOf(list: SyntaxNode): Arguments {
  const given = list.namedChildren().filter((child) => !child.is('comment'));
  const named = new Map<string, SyntaxNode>();
  for (const each of given) {
    const value = each.is('keyword_argument') ? each.field('value') : null;
    if (value !== null) named.set(each.field('name')?.text() ?? '', value);
  }
  return { positional: given.filter((each) => !each.is('keyword_argument')), named };
}
