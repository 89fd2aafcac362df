import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/committee/finding.ts';
import { advanceLedger } from '../../../src/committee/ledger/advance.ts';
import type { NewHead } from '../../../src/committee/ledger/locate.ts';
import { locateFindings } from '../../../src/committee/ledger/locate-findings.ts';
import { someDisposition } from '../some-disposition.ts';
import { someFinding } from '../some-finding.ts';
import { HEADS, someEntry, someHit, somePlace, someRound } from './some-ledger.ts';

const at = (id: string, line: number): Finding =>
  someHit({ id, place: somePlace({ line, end_line: line, quote: 'except Exception: pass' }) });

const [first, second] = [at('F-00000001', 3), at('F-00000002', 6)];

/** Equal handlers stand on these lines of a file of ten. */
function headWith(...lines: readonly number[]): NewHead {
  const text = Array.from({ length: 10 }, (_, index) =>
    lines.includes(index + 1) ? '  except Exception: pass' : `step(${index})`,
  ).join('\n');
  return {
    after: (path) => (path === 'src/run.py' ? text : null),
    renames: new Map(),
    symbolOf: () => 'run',
    rowOf: () => null,
  };
}

function linesOf(head: NewHead, findings: readonly Finding[] = [first, second]) {
  const located = locateFindings(findings, head);
  return findings.map(({ id }) => {
    const found = located.get(id);
    return found?.kind === 'unchanged' ? found.place.line : (found?.kind ?? null);
  });
}

describe('findings on equal lines', () => {
  it.each<[string, readonly number[], readonly (number | string)[]]>([
    ['stand where they stood', [3, 6], [3, 6]],
    ['move together', [5, 8], [5, 8]],
    ['let a new line before them be', [1, 3, 6], [3, 6]],
    ['share no line when one of theirs is taken out', [5], ['changed', 5]],
    ['have changed when all are gone', [], ['changed', 'changed']],
  ])('%s', (_, lines, found) => {
    expect(linesOf(headWith(...lines))).toEqual(found);
  });

  it('may share one when they are of different kinds', () => {
    const claim = someFinding({ id: 'F-00000003', place: first.place });

    expect(linesOf(headWith(3), [first, claim])).toEqual([3, 3]);
  });

  it('stay what people made of each when the number in their ids shifts', () => {
    const entries = [someEntry(first), someEntry(second, { state: 'dismissed' })];
    const dispositions = [someDisposition(second.id, { kind: 'dismissed', head: HEADS[0] })];
    const located = locateFindings([first, second], headWith(5));
    const raised = [at(first.id, 5)];

    const { fixed, reopened, opened, findings } = advanceLedger(entries, someRound({ raised, located, dispositions }));

    expect(fixed.map(({ id }) => id)).toEqual([first.id]);
    expect([opened, reopened, findings.map(({ id }) => id)]).toEqual([[], [], [second.id]]);
  });

  it('get a finding of their own for one that is new among them', () => {
    const entries = [someEntry(first), someEntry(second, { state: 'dismissed' })];
    const located = locateFindings([first, second], headWith(1, 3, 6));
    const raised = [at(first.id, 1), at(second.id, 3), at('F-00000009', 6)];

    const { opened, carried, entries: now } = advanceLedger(entries, someRound({ raised, located }));

    expect([carried, opened.length]).toEqual([[first.id], 1]);
    expect(now.map(({ state, finding }) => [state, finding.place?.line])).toEqual([
      ['open', 3],
      ['dismissed', 6],
      ['open', 1],
    ]);
  });
});

describe('a file that cannot be read', () => {
  it('is not taken for gone', () => {
    const head = { ...headWith(), after: () => null };

    expect(linesOf(head, [first])).toEqual(['gone']);
    expect(linesOf({ ...head, isUnread: () => true }, [first])).toEqual(['changed']);
  });
});
