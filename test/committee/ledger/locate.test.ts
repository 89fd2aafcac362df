import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Located, locator, type NewHead } from '../../../src/committee/ledger/locate.ts';
import { somePlace } from './some-ledger.ts';

const TEXT = ['def run():', '    fee = 0', '', 'def stop():', '    fee = 0', '    halt()', ''].join('\n');

/** Lines 1 to 3 are in `run`, the others in `stop`. */
function someHead(overrides: Partial<NewHead> = {}): NewHead {
  return {
    after: (path) => (path === 'src/run.py' ? TEXT : null),
    renames: new Map(),
    symbolOf: (_, line) => (line < 4 ? 'run' : 'stop'),
    rowOf: () => null,
    ...overrides,
  };
}

function find(place: Parameters<ReturnType<typeof locator>>[0], head: Partial<NewHead> = {}): Located {
  return locator(someHead(head))(place);
}

describe('the code of an earlier finding', () => {
  it.each([
    ['in its symbol, however far', somePlace({ line: 5, end_line: 5, symbol: 'run' }), 2],
    ['in another symbol when its own is gone, the nearest first', somePlace({ line: 4, symbol: 'go' }), 5],
    ['nearest to where it stood when no symbol is known', somePlace({ line: 1, end_line: 1, symbol: null }), 2],
    ['whatever its white space is', somePlace({ line: 5, symbol: 'stop', quote: '\tfee  =   0 ' }), 5],
  ])('is found %s', (_, place, line) => {
    const found = find(place);

    expect(found).toMatchObject({ kind: 'unchanged', place: { line, end_line: line, quote: place.quote } });
  });

  it('is found over several lines with blank ones between them', () => {
    const found = find(somePlace({ quote: 'fee = 0\ndef stop():', symbol: null }));

    expect(found).toMatchObject({ kind: 'unchanged', place: { line: 2, end_line: 4, symbol: 'run' } });
  });

  it('is found under the new name of its file', () => {
    const renames = new Map([['src/old.py', 'src/run.py']]);

    const found = find(somePlace({ path: 'src/old.py', symbol: 'stop' }), { renames });

    expect(found).toMatchObject({ kind: 'unchanged', place: { path: 'src/run.py', line: 5 } });
  });

  it('is found by as much of a long quote as was kept', () => {
    expect(find(somePlace({ quote: 'def stop():\n    fee [\u2026]' }))).toMatchObject({
      place: { line: 4, end_line: 5 },
    });
    expect(find(somePlace({ quote: 'hal […]' }))).toMatchObject({ place: { line: 6, end_line: 6 } });
  });

  it.each([
    ['has changed when its lines are not there', somePlace({ quote: 'fee = 1' }), { line: 7 }],
    ['has changed when only a part of its lines is', somePlace({ quote: 'fee = 0\nreturn fee' }), { line: 7 }],
  ])('%s', (_, place, told) => {
    expect(find(place)).toEqual({ kind: 'changed', path: 'src/run.py', ...told });
  });

  it('is gone with its file', () => {
    expect(find(somePlace({ path: 'src/other.py' }))).toEqual({ kind: 'gone' });
  });

  it('is read once for all findings of a file', () => {
    const asked: string[] = [];
    const after = (path: string) => {
      asked.push(path);
      return null;
    };
    const locate = locator(someHead({ after }));

    for (const quote of ['fee = 0', 'halt()']) locate(somePlace({ quote }));

    expect(asked).toEqual(['src/run.py']);
  });

  it('is found wherever lines are put around it', () => {
    const lines = fc.array(fc.constantFrom('a = 1', 'b = 2', '', '  c = 3'), { maxLength: 20 });
    fc.assert(
      fc.property(lines, lines, (above, below) => {
        const after = () => [...above, 'fee = 0', ...below].join('\n');

        const found = find(somePlace({ symbol: null }), { after });

        expect(found).toMatchObject({ kind: 'unchanged', place: { line: above.length + 1 } });
      }),
    );
  });
});

describe('removed code', () => {
  it.each([
    ['is unchanged as long as it stands nowhere', somePlace({ side: 'before', quote: 'guard()' }), 'unchanged'],
    ['is unchanged while only another symbol holds it', somePlace({ side: 'before', quote: 'halt()' }), 'unchanged'],
    ['has changed when it is back', somePlace({ side: 'before', quote: 'fee = 0' }), 'changed'],
    [
      'has changed when it is back and its symbol is not known',
      somePlace({ side: 'before', quote: 'halt()', symbol: null }),
      'changed',
    ],
    ['is unchanged when its file is gone', somePlace({ side: 'before', path: 'src/other.py' }), 'unchanged'],
  ])('%s', (_, place, kind) => {
    expect(find(place).kind).toBe(kind);
  });
});

describe('a row of the coverage table', () => {
  const row = somePlace({ line: null, end_line: null, symbol: null, quote: '| src/run.py | unread |' });

  it.each([
    ['is unchanged while it stands', '| src/run.py | unread |', 'unchanged'],
    ['has changed with its words', '| src/run.py | whole |', 'changed'],
    ['is gone with its file', null, 'gone'],
  ])('%s', (_, standing, kind) => {
    expect(find(row, { rowOf: () => standing }).kind).toBe(kind);
  });
});
