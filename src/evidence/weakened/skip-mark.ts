import type { Rule } from '@ast-grep/napi';
import type { Found } from '../scene.ts';
import { type Speller, spellerOf } from '../spelling.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { TestPair, TestSide } from './test-pair.ts';

/**
 * Finds added marks and calls by which tests are skipped or expected to fail. One that takes the place of a removed one
 * of the same function is none: a reason that is reworded, a skip that gets a condition.
 */
export function findAddedSkips(pair: TestPair): readonly Found[] {
  if (pair.after === null) return [];
  const added = skipsIn(pair.after).filter(({ line }) => pair.lines.added.has(line));
  if (added.length === 0) return [];
  const before = pair.before === null ? [] : skipsIn(pair.before);
  const removed = before.filter(({ line }) => pair.lines.removed.has(line));
  const ownerAfter = (owner: string) => (owner === '' ? '' : (pair.successor(owner) ?? owner));
  const left = count(removed.map((skip) => keyOf(skip.kind, ownerAfter(skip.owner))));
  return added.flatMap(({ line, owner, kind }) => {
    const replaced = [keyOf(kind, owner), keyOf('skip', owner)].find((key) => (left.get(key) ?? 0) > 0);
    if (replaced === undefined) return [{ line, side: 'after', message: messageFor(kind, owner) } as const];
    left.set(replaced, (left.get(replaced) ?? 0) - 1);
    return [];
  });
}

function keyOf(kind: SkipKind, owner: string): string {
  return `${kind} ${owner}`;
}

function count(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

type SkipKind = 'skip' | 'skipif' | 'xfail';

interface Skip {
  readonly line: number;
  readonly kind: SkipKind;
  /** The function or class it stands in or above; empty for the module. */
  readonly owner: string;
}

const NAMES: Readonly<Record<SkipKind, readonly string[]>> = {
  skip: ['pytest.mark.skip', 'pytest.skip', '_pytest.outcomes.skip', 'unittest.skip', 'unittest.case.skip'],
  skipif: ['pytest.mark.skipif', ...unittest('skipIf'), ...unittest('skipUnless')],
  xfail: ['pytest.mark.xfail', 'pytest.xfail', '_pytest.outcomes.xfail', ...unittest('expectedFailure')],
};
const RAISED = [...unittest('SkipTest'), 'pytest.skip.Exception'];

function unittest(name: string): readonly string[] {
  return [`unittest.${name}`, `unittest.case.${name}`];
}

function skipsIn(side: TestSide): readonly Skip[] {
  if (!/skip|xfail|expectedfailure/i.test(side.source.text)) return [];
  const speller = spellerOf(side.source);
  const kinds: readonly SkipKind[] = ['skip', 'skipif', 'xfail'];
  return [
    ...kinds.flatMap((kind) => asSkips(side, namedRules(NAMES[kind], speller), kind)),
    ...asSkips(side, raisedRules(speller), 'skip'),
  ];
}

/** `self.skipTest(…)`, and raising what skips. */
function raisedRules(speller: Speller): readonly Rule[] {
  const raised = speller.named(RAISED);
  const skipTest = { kind: 'attribute', has: { field: 'attribute', regex: '^skipTest$' } };
  const called = { ...skipTest, inside: { kind: 'call', field: 'function' } };
  return [
    called,
    ...(raised === null ? [] : [{ ...raised, inside: { kind: 'raise_statement', stopBy: 'end' as const } }]),
  ];
}

/** The names themselves, and decorators by a name that holds such a mark. */
function namedRules(names: readonly string[], speller: Speller): readonly Rule[] {
  const named = speller.named(names);
  if (named === null) return [];
  const held = speller.holding({ any: [named, { kind: 'call', has: { field: 'function', ...named } }] });
  if (held === null) return [named];
  const inDecorator = [
    { inside: { kind: 'decorator' } },
    { inside: { kind: 'call', field: 'function', inside: { kind: 'decorator' } } },
  ];
  return [named, { all: [held, { any: inDecorator }] }];
}

function asSkips({ source, outline }: TestSide, rules: readonly Rule[], kind: SkipKind): readonly Skip[] {
  const nodes = rules.length === 0 ? [] : source.root.findAll({ rule: { any: [...rules] } });
  return nodes.filter(isUsed).map((node) => {
    const line = (node.field('attribute') ?? node).range().start.line + 1;
    return { line, kind, owner: outline.around(line)?.name ?? '' };
  });
}

/** `pytest.skip.Exception` is the name of an error, and is caught as often as raised. */
function isUsed(node: SyntaxNode): boolean {
  const parent = node.parent();
  return parent?.is('attribute') !== true || parent.field('attribute')?.text() !== 'Exception';
}

function messageFor(kind: SkipKind, owner: string): string {
  const where = owner === '' ? 'the tests of the module' : `\`${owner}\``;
  const what = kind === 'xfail' ? 'may now fail without anybody hearing of it' : 'may now be passed over';
  return `A ${kind} is added: ${where} ${what}.`;
}
