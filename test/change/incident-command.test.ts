import { describe, expect, it } from 'vitest';
import { INCIDENT_USAGE, type ParsedIncidentCommand, parseIncidentCommand } from '../../src/change/incident-command.ts';

function parse(body: string): ParsedIncidentCommand {
  return parseIncidentCommand({ body, edited: false, senderKind: 'person' });
}

/** `refusal argument` of a comment that is refused. */
function refusalOf(body: string): string {
  const parsed = parse(body);
  return parsed.kind === 'refused' ? `${parsed.refusal} ${parsed.argument}` : parsed.kind;
}

describe('a command about an incident', () => {
  it.each([
    ['/incident declare P1 PVC of mlflow is full', { verb: 'declare', severity: 'P1', title: 'PVC of mlflow is full' }],
    ['   /incident ack', { verb: 'ack' }],
    ['> quoted words\n\n/incident\tmitigate', { verb: 'mitigate' }],
    ['/incident fix #812\nand thanks', { verb: 'fix', pull: 812 }],
    ['/incident role lead @ada-l', { verb: 'role', role: 'lead', login: 'ada-l' }],
    ['/incident role ml-owner @bob', { verb: 'role', role: 'ml_owner', login: 'bob' }],
    [
      '/incident severity P0 trading is down as well',
      { verb: 'severity', severity: 'P0', reason: 'trading is down as well' },
    ],
    ['/incident timeline 12:25 trigger: sweep', { verb: 'timeline', time: '12:25', text: 'trigger: sweep' }],
    [
      '/incident timeline 2026-04-28T12:25Z pods\u200b  stopped',
      { verb: 'timeline', time: '2026-04-28T12:25Z', text: 'pods stopped' },
    ],
    ['/incident close', { verb: 'close' }],
  ])('%j is understood', (body, command) => {
    expect(parse(body)).toEqual({ kind: 'command', command });
  });

  it.each([
    ['a comment without one', 'what an incident'],
    ['one that is quoted', '> /incident ack'],
    ['one behind four spaces, which is code', '    /incident ack'],
    ['one below other words', 'Hello\n/incident ack'],
    ['another word that begins alike', '/incidents ack'],
  ])('is not seen in %s', (_, body) => {
    expect(parse(body)).toEqual({ kind: 'ignored' });
  });

  it('is not taken from a comment that was edited, nor from a bot', () => {
    const body = '/incident ack';

    expect(parseIncidentCommand({ body, edited: true, senderKind: 'person' })).toEqual({ kind: 'ignored' });
    expect(parseIncidentCommand({ body, edited: false, senderKind: 'bot' })).toEqual({ kind: 'ignored' });
  });

  it.each([
    ['/incident', 'unknown-verb null'],
    ['/incident acknowledge', 'unknown-verb null'],
    ['/incident ACK', 'unknown-verb null'],
    ['/incident ack please', 'bad-argument null'],
    ['/incident close now', 'bad-argument null'],
    ['/incident declare', 'missing-argument severity'],
    ['/incident declare P4 everything is down', 'bad-argument severity'],
    ['/incident declare p1 everything is down', 'bad-argument severity'],
    ['/incident declare P1', 'missing-argument title'],
    ['/incident declare P1 PVC', 'short-reason title'],
    [`/incident declare P1 ${'x'.repeat(121)}`, 'bad-argument title'],
    ['/incident fix', 'missing-argument pull'],
    ['/incident fix 812', 'bad-argument pull'],
    ['/incident fix #0', 'bad-argument pull'],
    ['/incident fix #812 #813', 'bad-argument null'],
    ['/incident role', 'missing-argument role'],
    ['/incident role boss @ada', 'bad-argument role'],
    ['/incident role lead', 'missing-argument login'],
    ['/incident role lead ada', 'bad-argument login'],
    ['/incident role lead @ada @bob', 'bad-argument null'],
    ['/incident severity P0', 'missing-argument reason'],
    ['/incident severity P0 because', 'short-reason reason'],
    ['/incident timeline', 'missing-argument time'],
    ['/incident timeline 25:00 pods stopped', 'bad-argument time'],
    ['/incident timeline 2026-04-28 12:25 pods stopped', 'bad-argument time'],
    ['/incident timeline 12:25', 'missing-argument text'],
  ])('%j is refused as %s', (body, refusal) => {
    expect(refusalOf(body)).toBe(refusal);
  });

  it('keeps what was written, so that the answer can name it', () => {
    expect(parse('/incident acknowledge it')).toEqual({
      ...{ kind: 'refused', refusal: 'unknown-verb', argument: null },
      ...{ verb: 'acknowledge', words: ['it'] },
    });
  });

  it('is shown for each verb in a form that begins as it is written', () => {
    for (const [verb, usage] of Object.entries(INCIDENT_USAGE))
      expect(usage.startsWith(`/incident ${verb}`)).toBe(true);
  });
});
