import { classifyText } from '../../change/file-kind.ts';
import type { FileOutline, Found } from '../scene.ts';
import type { SyntaxNode } from '../syntax.ts';
import { leafOf, type TestPair, type TestSide } from './test-pair.ts';

/**
 * Finds the removed asserts of tests to which no assert is added. A test that is gone goes on under another name where
 * most of it does, or in another test file that gets a test of its name with an assert; otherwise all its asserts are lost.
 */
export function findLostAsserts(pair: TestPair, others: readonly FileOutline[]): readonly Found[] {
  if (pair.before === null) return [];
  const removed = assertsIn(pair.before).filter(({ line }) => pair.lines.removed.has(line));
  if (removed.length === 0) return [];
  const added = pair.after === null ? [] : assertsIn(pair.after).filter(({ line }) => pair.lines.added.has(line));
  const strengthened = new Set(added.flatMap(({ test, says }) => (says ? [test] : [])));
  const moved = remember((test) => others.some((file) => getsTest(file, leafOf(test))));
  return removed.flatMap(({ line, test }) => {
    const successor = pair.successor(test);
    const isReplaced = successor === null ? moved(test) : strengthened.has(successor);
    return isReplaced ? [] : [{ line, side: 'before', message: messageFor(test, successor) } as const];
  });
}

interface Assert {
  readonly line: number;
  readonly test: string;
  /** Whether it can fail: `assert True` says nothing. */
  readonly says: boolean;
}

function assertsIn({ source, outline }: TestSide): readonly Assert[] {
  return source.root.findAll({ rule: { kind: 'assert_statement' } }).flatMap((node) => {
    const line = node.range().start.line + 1;
    const test = outline.around(line);
    return test?.kind === 'test' ? [{ line, test: test.name, says: !isConstant(node) }] : [];
  });
}

function isConstant(assert: SyntaxNode): boolean {
  const [claim] = assert.namedChildren().filter((child) => !child.is('comment'));
  return claim === undefined || claim.is('true') || claim.is('integer') || claim.is('string');
}

/** Whether another test file gets a test of a name, with an assert below it. */
function getsTest({ path, status, hunks }: FileOutline, name: string): boolean {
  if (status === 'deleted' || classifyText(path, null).kind !== 'test') return false;
  let isInside = false;
  for (const { kind, text } of hunks.flatMap(({ lines }) => lines)) {
    if (kind === 'removed') continue;
    const defined = DEFINITION.exec(text)?.[1];
    if (defined !== undefined) isInside = kind === 'added' && defined === name;
    else if (isInside && kind === 'added' && /^\s+assert\b/.test(text)) return true;
  }
  return false;
}

const DEFINITION = /^\s*(?:async\s+)?def\s+(\w+)/;

function remember(answer: (question: string) => boolean): (question: string) => boolean {
  const answers = new Map<string, boolean>();
  return (question) => {
    const known = answers.get(question) ?? answer(question);
    answers.set(question, known);
    return known;
  };
}

function messageFor(test: string, successor: string | null): string {
  const what = successor === null ? 'the test is gone' : 'no assert of the test is added';
  return `An assert of \`${test}\` is removed, and ${what}: what it guarded may now break unseen.`;
}
