import { describe, expect, it } from 'vitest';
import { parseThreadCommand } from '../../src/change/thread-command.ts';

const FINDING = 'F-1a2b3c4d';
const REASON = 'the stop is checked by every caller of it';

describe('a command in a reply', () => {
  it.each([
    [`/conclave dismiss ${REASON}`, { verb: 'dismiss', finding: FINDING, reason: REASON }],
    [`/conclave dismiss F-00000001 ${REASON}`, { verb: 'dismiss', finding: 'F-00000001', reason: REASON }],
    [`> quoted\n\n/conclave  dismiss   ${REASON}\nmore`, { verb: 'dismiss', finding: FINDING, reason: REASON }],
    [`/conclave waive ${REASON}`, { verb: 'waive', target: { kind: 'finding', id: FINDING }, reason: REASON }],
    [`/conclave waive G2 ${REASON}`, { verb: 'waive', target: { kind: 'gate', id: 'G2' }, reason: REASON }],
    ['/conclave explain', { verb: 'explain', finding: FINDING }],
    ['/conclave status', { verb: 'status' }],
  ])('%j means the finding of its thread unless it names one', (body, command) => {
    expect(parseThreadCommand(body, FINDING)).toEqual({ kind: 'command', command });
  });

  it.each([
    ['/conclave dismiss', 'missing-argument'],
    ['/conclave dismiss too short', 'short-reason'],
    ['/conclave dismissal of all', 'unknown-verb'],
  ])('%j is refused', (body, refusal) => {
    expect(parseThreadCommand(body, FINDING)).toMatchObject({ kind: 'refused', refusal });
  });

  it.each(['I would /conclave dismiss it', '> /conclave dismiss it', '    /conclave dismiss it', ''])(
    '%j is none',
    (body) => {
      expect(parseThreadCommand(body, FINDING)).toBeNull();
    },
  );

  it('keeps no credential', () => {
    const key = `AKIA${'QWERTYUIOPASDFGH'}`;

    const parsed = parseThreadCommand(`/conclave dismiss it is only ${key} in a test`, FINDING);

    expect(JSON.stringify(parsed)).not.toContain(key);
  });
});
