import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ParsedCommand, parseCommand } from '../../src/change/command.ts';

const command = fc.constantFrom(
  '/conclave',
  '/conclave status',
  '/conclave review plan',
  '/conclave explain F-1a2b3c4d',
  '/conclave waive G3 The plan dossier follows on Monday',
  '/conclave approve everything',
  '  /conclave retry',
);
const line = fc.oneof(
  command,
  fc.constantFrom('', ' ', 'Thanks!', '> quoted', '```', '    code', '<!-- x -->', '- item', '---', '| a |', '\t'),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ' ')),
);
const body = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));

function parse(text: string): ParsedCommand {
  return parseCommand({ body: text, edited: false, senderKind: 'person' });
}

describe('a comment of any lines', () => {
  it('is ignored when it is quoted', () => {
    fc.assert(
      fc.property(body, fc.constantFrom('>', '> ', '  > ', '>> '), (text, mark) => {
        const quoted = text.replace(/^/gm, mark);

        expect(parse(quoted)).toEqual({ kind: 'ignored' });
      }),
    );
  });

  it.each(['```', '~~~~', '```text'])('is ignored when it stands in a fence %s', (fence) => {
    fc.assert(
      fc.property(body, (text) => {
        expect(parse(`${fence}\n${text}\n${fence.replace('text', '')}`)).toEqual({ kind: 'ignored' });
      }),
    );
  });

  it('is ignored when it is indented, put into a comment, or behind a word', () => {
    fc.assert(
      fc.property(command, (text) => {
        expect(parse(`    ${text}`)).toEqual({ kind: 'ignored' });
        expect(parse(`<!--\n${text}\n-->`)).toEqual({ kind: 'ignored' });
        expect(parse(`Please ${text}`)).toEqual({ kind: 'ignored' });
      }),
    );
  });

  it('means the same with the line ends of another system', () => {
    fc.assert(
      fc.property(body, (text) => {
        expect(parse(text.replaceAll('\n', '\r\n'))).toEqual(parse(text));
        expect(parse(text.replaceAll('\n', '\r'))).toEqual(parse(text));
      }),
    );
  });

  it('means the same whatever stands below its command', () => {
    fc.assert(
      fc.property(command, body, (text, below) => {
        expect(parse(`${text}\n${below}`)).toEqual(parse(text));
      }),
    );
  });

  it('means the same below a quote and an empty line', () => {
    fc.assert(
      fc.property(body, body, (quoted, text) => {
        expect(parse(`${quoted.replace(/^/gm, '> ')}\n\n${text}`)).toEqual(parse(text));
      }),
    );
  });
});
