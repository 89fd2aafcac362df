import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLog, parseLogLine } from '../../src/ops/log-line.ts';

/** The fields of a line as it was written, or why it was not read. */
function read(raw: string): unknown {
  const line = parseLogLine(raw);
  if (line.kind === 'malformed') return `${line.column}: ${line.why}`;
  return {
    event: line.event,
    ...Object.fromEntries([...line.fields].map(([key, { text, number }]) => [key, number ?? text])),
  };
}

describe('a line of a structured log', () => {
  it.each([
    ['event=seed_summary rows=12 rate=0.5', { event: 'seed_summary', rows: 12, rate: 0.5 }],
    ['ts=1 event=x', { event: 'x', ts: 1 }],
    ['  event=x \t a=b  ', { event: 'x', a: 'b' }],
    ['event=x note="two words" empty= none=""', { event: 'x', note: 'two words', empty: '', none: '' }],
    ['event=x note="a \\"b\\" \\\\ \\n"', { event: 'x', note: 'a "b" \\ \n' }],
    ['event=x a.b-c_d=1 _k=2', { event: 'x', 'a.b-c_d': 1, _k: 2 }],
    ['[2026-03-28, 07:00:00 UTC] {logging_mixin.py:188} INFO - event=x a=1', { event: 'x', a: 1 }],
    ['2026-03-28T07:00:00.123456789Z event=x a=1', { event: 'x', a: 1 }],
    ['2026-03-28 07:00:00,123 - ERROR - event=x a=1', { event: 'x', a: 1 }],
  ])('reads %j', (raw, fields) => {
    expect(read(raw)).toEqual(fields);
  });

  it.each([
    ['1e3', 1000],
    ['-0.25', -0.25],
    ['12abc', '12abc'],
    ['0x1f', '0x1f'],
    ['007', '007'],
    ['+5', '+5'],
    ['1_000', '1_000'],
    ['.5', '.5'],
    ['NaN', 'NaN'],
    ['1e999', '1e999'],
    ['9007199254740993', '9007199254740993'],
    ['"12"', '12'],
  ])('takes %s for %j: a number only as a whole token', (token, value) => {
    expect(read(`event=x v=${token}`)).toEqual({ event: 'x', v: value });
  });

  it.each([
    ["event=xgboost_training_failed error=No module named 'sympy'", '40: the word "module" has no value'],
    ['event=x a=1 a=2', '13: the key a is given twice'],
    ['event=x event=y', '9: the key event is given twice'],
    ['a=1 b=2', '1: no event is named'],
    ['event= a=1', '1: the event has no name'],
    ['event=x a="open', '11: a quotation does not end'],
    ['event=x a="b"c', '14: "c" stands in a value without quotation marks'],
    ['event=x a=b"c"', '12: "\\"" stands in a value without quotation marks'],
    ['event=x a=b=c', '12: "=" stands in a value without quotation marks'],
    ['event=x a="\\q"', '12: the escape \\q is unknown'],
    ['event=x 1a=2', '9: no key can begin with "1"'],
    ['event=x é=2', '9: no key can begin with "é"'],
    ['event=x bare', '9: the word "bare" has no value'],
    ['', '1: no event is named'],
  ])('does not read %j', (raw, why) => {
    expect(read(raw)).toBe(why);
  });

  it('keeps the text of a line that it does not read', () => {
    const raw = "event=xgboost_training_failed error=No module named 'sympy'";

    expect(parseLogLine(raw)).toMatchObject({ kind: 'malformed', raw });
  });

  it('does not read a line without end', () => {
    expect(read(`event=x a=${'b'.repeat(70_000)}`)).toBe('1: the line is longer than 65536 characters');
  });

  it('reads back whatever was written', () => {
    const key = fc.stringMatching(/^[a-z_][\w.-]{0,8}$/).filter((name) => name !== 'event');
    const pairs = fc.dictionary(key, fc.string({ unit: 'grapheme', maxLength: 20 }), {
      maxKeys: 6,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(pairs, (fields) => {
        const written = Object.entries(fields).map(([name, text]) => ` ${name}=${quoted(text)}`);

        const line = parseLogLine(`event=x${written.join('')}`);

        const found = line.kind === 'event' ? [...line.fields].map(([name, { text }]) => [name, text]) : line;
        expect(found).toEqual(Object.entries(fields));
      }),
    );
  });
});

function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${escaped}"`;
}

describe('a log', () => {
  it('tells events, lines that cannot be read and plain text apart', () => {
    const log = ['Traceback (most recent call last):', 'event=a n=1', '', 'event=b error=No module', 'event=c'].join(
      '\r\n',
    );

    const { events, malformed, plain } = parseLog(log);

    expect(events.map(({ event }) => event)).toEqual(['a', 'c']);
    expect(malformed.map(({ line, raw }) => ({ line, raw }))).toEqual([{ line: 4, raw: 'event=b error=No module' }]);
    expect(plain).toBe(1);
  });
});
