import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/change/command.ts';
import { COMMAND_FORMS, renderUsage } from '../../../src/change/command-form.ts';
import { parseIncidentCommand } from '../../../src/change/incident-command.ts';
import { type Answer, answerMarker, renderAnswer } from '../../../src/committee/answer-comment/answer.ts';
import { rightFor } from '../../../src/committee/answer-comment/help.ts';
import { COMMENT_LIMIT } from '../../../src/committee/comment/comment.ts';
import { leak } from '../../fixtures/momentum-findings.ts';
import { rejected } from '../../fixtures/sessions.ts';
import { someDisposition } from '../some-disposition.ts';
import { someRaise } from '../some-finding.ts';
import { ANSWERS } from './some-answers.ts';

/** The answer to a comment that is refused by its words. */
function refusalOf(body: string): Answer {
  const parsed = parseCommand({ body, edited: false, senderKind: 'person' });
  if (parsed.kind !== 'refused') throw new RangeError(`${body} is not refused`);
  return parsed;
}

const REFUSED = {
  'unknown-verb': '/conclave aprove',
  'near-verb': '/conclave retry.',
  'missing-finding': '/conclave explain',
  'missing-reason': '/conclave waive G3',
  'short-reason': '/conclave waive G2 not needed',
  'long-reason': `/conclave waive G2 ${'x'.repeat(3_000)}`,
  'bad-session': '/conclave review general',
  'bad-target': '/conclave waive G6 The plan dossier follows on Monday',
  'bad-finding': '/conclave explain F-12345',
  'missing-run': '/conclave diagnose',
  'bad-code': '/conclave playbook INFRA-SATURATED',
  'second-target': '/conclave waive G1 G2 The plan dossier follows on Monday',
};

describe('the answer to a command', () => {
  it.each(Object.entries(ANSWERS))('is the one on file: %s', async (name, answer) => {
    await expect(renderAnswer(17, answer)).toMatchFileSnapshot(`../golden/${name}.answer.md`);
  });

  it('that is refused by its words is the one on file', async () => {
    const answers = Object.values(REFUSED).map(
      (body) => `# ${body.slice(0, 60)}\n\n${renderAnswer(17, refusalOf(body))}`,
    );

    await expect(answers.join('\n')).toMatchFileSnapshot('../golden/refusals.answer.md');
  });

  it('about an incident that is refused by its words is the one on file', async () => {
    const bodies = ['/incident', '/incident aknowledge', '/incident declare', '/incident declare P9 it burns'];
    const more = [
      '/incident declare P1 oh',
      '/incident fix 751',
      '/incident ack now',
      '/incident timeline 25:61 all is dark',
    ];
    const answers = [...bodies, ...more].map((body) => {
      const refused = parseIncidentCommand({ body, edited: false, senderKind: 'person' });
      if (refused.kind !== 'refused') throw new RangeError(`${body} is not refused`);
      return `# ${body}\n\n${renderAnswer(17, { kind: 'incident-malformed', refused })}`;
    });

    await expect(answers.join('\n')).toMatchFileSnapshot('../golden/incident-refusals.answer.md');
  });

  it.each(Object.values(ANSWERS))('begins with the marker of its comment %#', (answer) => {
    expect(renderAnswer(123, answer).split('\n')[0]).toBe('<!-- conclave:answer comment=123 -->');
    expect(answerMarker(12)).not.toBe(answerMarker(123).slice(0, answerMarker(12).length));
  });

  it.each(Object.values(ANSWERS))('is no command itself %#', (answer) => {
    const parsed = parseCommand({ body: renderAnswer(17, answer), edited: false, senderKind: 'person' });

    expect(parsed).toEqual({ kind: 'ignored' });
  });
});

describe('the help', () => {
  it('names every command of the grammar', () => {
    const help = renderAnswer(1, { kind: 'help' }).replaceAll('\\|', '|');

    for (const form of COMMAND_FORMS) expect(help).toContain(renderUsage(form));
  });
});

describe('the right that a command needs', () => {
  it.each(COMMAND_FORMS)('is the one that the help names: $verb', ({ verb }) => {
    const line = renderAnswer(1, { kind: 'help' })
      .split('\n')
      .find((row) => row.startsWith(`| \`/conclave ${verb}`));

    expect(line).toContain(`| ${rightFor(verb)}`);
  });
});

describe('a command that is not carried out', () => {
  it('is told in one sentence, with or without its full stop', () => {
    const bare = renderAnswer(1, { kind: 'nothing', why: 'it is not open' });
    const closed = renderAnswer(1, { kind: 'nothing', why: 'it is not open.' });

    expect(closed).toBe(bare);
  });
});

describe('the status of a review', () => {
  it.each([
    ['refused', true],
    ['cancelled', true],
    ['failed', true],
    ['published', false],
    ['running', false],
    ['replaced', false],
  ])('tells the reason of an end without a verdict alone: %s', (status, isTold) => {
    const answer = ANSWERS['status-of-refused'];
    if (answer?.kind !== 'status' || answer.review === null) throw new RangeError('no status of a review');

    const text = renderAnswer(1, { ...answer, review: { ...answer.review, status, reason: 'The host is away' } });

    expect(text.includes('The host is away')).toBe(isTold);
  });
});

describe('an explanation', () => {
  it('stays within the limit of a comment whatever was said', () => {
    const words = '|@a*`b_[ '.repeat(400);
    const raised_by = Array.from({ length: 60 }, () => someRaise('ops/first', { claim: words }));
    const decisions = Array.from({ length: 60 }, () => someDisposition(leak.id, { reason: words, by: words }));
    const finding = { ...leak, claim: words, recommendation: words, raised_by };

    const text = renderAnswer(1, { kind: 'explanation', finding, session: rejected(), decisions });

    expect(text.length).toBeLessThan(COMMENT_LIMIT);
    expect(text).toContain('And by 40 more seats.');
  });

  it('shows the beginning of a quote that is very long', () => {
    const finding = { ...leak, place: leak.place && { ...leak.place, quote: 'x'.repeat(9_000) } };

    const text = renderAnswer(1, { kind: 'explanation', finding, session: rejected(), decisions: [] });

    expect(text).toContain(`${'x'.repeat(2_000)}\n… (cut)\n`);
  });
});
