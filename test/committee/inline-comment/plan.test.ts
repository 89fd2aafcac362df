import { describe, expect, it } from 'vitest';
import { anchorOf, type DiffFile } from '../../../src/committee/inline-comment/anchor.ts';
import { nameNotShown, renderNotShown } from '../../../src/committee/inline-comment/not-shown.ts';
import { chooseRows, demote, planInline } from '../../../src/committee/inline-comment/plan.ts';
import type { FindingRow } from '../../../src/committee/rows.ts';
import { rowsOf } from '../../../src/committee/rows.ts';
import { rejected } from '../../fixtures/sessions.ts';
import { confirmed, idOf, someFinding } from '../some-finding.ts';

const diff: readonly DiffFile[] = [
  {
    path: 'new.py',
    previousPath: 'old.py',
    hunks: [{ before: { first: 1, last: 20 }, after: { first: 1, last: 500 } }],
  },
  { path: 'large.bin', previousPath: null, hunks: [] },
];

const place = { path: 'new.py', line: 7, end_line: 9, side: 'after', symbol: null, quote: 'x' } as const;

function rows(count: number, path = 'new.py'): readonly FindingRow[] {
  return Array.from({ length: count }, (_, index) => {
    const lead = blocker(index, path);
    return { label: `B${index + 1}`, lead, members: [lead] };
  });
}

function blocker(index: number, path = 'new.py') {
  const at = { ...place, path, line: index + 1, end_line: index + 1 };
  return someFinding({ id: idOf(index + 1), severity: 'blocker', standing: confirmed, place: at });
}

const nobody = () => false;

describe('where a finding is shown', () => {
  it.each([
    ['lines of a hunk', place, { kind: 'lines', path: 'new.py', side: 'after', first: 7, last: 9 }],
    ['one line', { ...place, end_line: null }, { kind: 'lines', path: 'new.py', side: 'after', first: 7, last: 7 }],
    [
      'lines in the other order',
      { ...place, end_line: 3 },
      { kind: 'lines', path: 'new.py', side: 'after', first: 7, last: 7 },
    ],
    [
      'lines before the change, by the path of that time',
      { ...place, path: 'old.py', side: 'before' },
      { kind: 'lines', path: 'new.py', side: 'before', first: 7, last: 9 },
    ],
    ['lines that leave the hunk', { ...place, end_line: 501 }, { kind: 'file', path: 'new.py' }],
    ['a row without a line', { ...place, line: null, end_line: null }, { kind: 'file', path: 'new.py' }],
    ['a file without a patch', { ...place, path: 'large.bin' }, { kind: 'file', path: 'large.bin' }],
    ['a file outside the diff', { ...place, path: 'other.py' }, null],
    ['the old name on the new side', { ...place, path: 'old.py' }, null],
    ['nowhere', null, null],
  ] as const)('is decided for %s', (_, cited, expected) => {
    expect(anchorOf({ place: cited }, diff)).toEqual(expected);
  });
});

describe('which findings are shown inline', () => {
  it('are the confirmed blockers, everything that stands, or none', () => {
    const all = rowsOf(rejected());
    const labels = (choice: 'blockers' | 'all' | 'none') => chooseRows(all, choice).map(({ label }) => label);

    expect(labels('none')).toEqual([]);
    expect(labels('blockers')).toEqual(all.blockers.map(({ label }) => label));
    expect(labels('all')).toEqual(
      [...all.blockers, ...all.changes, ...all.minors, ...all.notes].map(({ label }) => label),
    );
    expect(labels('all').some((label) => label.startsWith('D'))).toBe(false);
  });

  it('are at most thirty, the heaviest, and the others are named', () => {
    const plan = planInline(rows(33), nobody, diff);

    expect(plan.lines.map(({ row }) => row.label)).toEqual(rows(30).map(({ label }) => label));
    expect(plan.notShown.map(({ label, why }) => [label, why])).toEqual([
      ['B31', 'too-many'],
      ['B32', 'too-many'],
      ['B33', 'too-many'],
    ]);
  });

  it('leave room for those that have a thread already, which get no second one', () => {
    const plan = planInline(rows(33), (id) => id === idOf(1) || id === idOf(2), diff);

    expect(plan.lines.map(({ row }) => row.label)).toEqual(
      rows(30)
        .slice(2)
        .map(({ label }) => label),
    );
    expect(plan.notShown).toHaveLength(3);
  });

  it('have a thread when any finding of their row has one', () => {
    const [one, other] = rows(2);
    const row = { label: 'B1', lead: blocker(0), members: [one, other].flatMap((each) => each?.members ?? []) };

    expect(planInline([row], (id) => id === idOf(2), diff).lines).toEqual([]);
  });

  it('stand at files at most ten times, which leaves their room to others', () => {
    const plan = planInline([...rows(12, 'large.bin'), ...rows(3)], nobody, diff);

    expect([plan.files.length, plan.lines.length, plan.notShown.length]).toEqual([10, 3, 2]);
  });

  it('go to their files when the host refuses their lines, ten at most, the heaviest', () => {
    const demoted = demote(planInline([...rows(12), ...rows(1, 'nowhere.py')], nobody, diff));

    expect(demoted.lines).toEqual([]);
    expect(demoted.files.map(({ anchor }) => anchor)).toEqual(
      Array.from({ length: 10 }, () => ({ kind: 'file', path: 'new.py' })),
    );
    expect(demoted.notShown.map(({ why }) => why)).toEqual(['no-place', 'refused', 'refused']);
  });

  it('are named in one line where they are not shown', () => {
    const { notShown } = demote(planInline([...rows(11), ...rows(1, 'nowhere.py')], nobody, diff));

    expect(renderNotShown(notShown)).toEqual([
      'Not shown inline: **B1** `F-00000001` (outside the diff); **B11** `F-0000000b` (refused by the host).',
    ]);
    expect(renderNotShown([])).toEqual([]);
    expect(nameNotShown('verdict\n\ntable\n\ncommands\n', notShown)).toMatch(
      /^verdict\n\ntable\n\nNot shown inline: [^\n]+\n\ncommands\n$/,
    );
    expect(nameNotShown('verdict\n\ncommands\n', [])).toBe('verdict\n\ncommands\n');
  });
});
