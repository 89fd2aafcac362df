import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/committee/finding.ts';
import { type ChangedText, followMoved } from '../../../src/committee/ledger/follow-moved.ts';
import type { Located } from '../../../src/committee/ledger/locate.ts';
import { someFinding } from '../some-finding.ts';
import { somePlace } from './some-ledger.ts';

const QUOTE = 'quantity = budget * leverage * factor';
const LEFT: Located = { kind: 'changed', path: 'src/run.py', line: 10 };

const finding = (id: string, quote = QUOTE): Finding => someFinding({ id, place: somePlace({ quote }) });
const moved = finding('F-00000001');

/** A file of three lines, of which the middle one is the quote; the given ones are new. */
function fileWith(path: string, lines: readonly number[] = [1, 2, 3]): ChangedText {
  return { path, text: `def size():\n    ${QUOTE}\n    return quantity\n`, lines: new Set(lines) };
}

function placeOf(texts: readonly ChangedText[], found: Located = LEFT, one: Finding = moved) {
  const located = followMoved([one], new Map([[one.id, found]]), { texts, symbolOf: () => 'size' }).get(one.id);
  return located?.kind === 'unchanged' ? `${located.place.path}:${located.place.line}` : located?.kind;
}

describe('code that left its file', () => {
  it.each<[string, Located]>([
    ['changed', LEFT],
    ['is gone', { kind: 'gone' }],
  ])('is found on new lines of another one, when its own %s', (_, found) => {
    expect(placeOf([fileWith('src/size.py')], found)).toBe('src/size.py:2');
  });

  it.each<[string, readonly ChangedText[]]>([
    ['that is not new there', [fileWith('src/size.py', [1, 3])]],
    ['that stands in two files', [fileWith('src/one.py'), fileWith('src/two.py')]],
    ['of its own file', [fileWith('src/run.py')]],
  ])('is not taken for a line %s', (_, texts) => {
    expect(placeOf(texts)).toBe('changed');
  });

  it('is not followed by a short quote', () => {
    expect(
      placeOf([{ ...fileWith('src/size.py'), text: 'x\nreturn None\n' }], LEFT, finding('F-1', 'return None')),
    ).toBe('changed');
  });

  it('leaves a finding alone whose code stands where it stood', () => {
    const stays: Located = { kind: 'unchanged', place: somePlace({ quote: QUOTE }) };

    expect(placeOf([fileWith('src/size.py')], stays)).toBe('src/run.py:10');
  });

  it('does not put two findings of one kind on one line', () => {
    const other = finding('F-00000002');
    const located = new Map([moved, other].map(({ id }) => [id, LEFT]));

    const followed = followMoved([moved, other], located, { texts: [fileWith('src/size.py')], symbolOf: () => null });

    expect([moved, other].map(({ id }) => followed.get(id)?.kind)).toEqual(['unchanged', 'changed']);
  });
});
