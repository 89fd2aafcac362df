import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHECK_TEXT_LIMIT,
  CHECK_TITLE_LIMIT,
  type ConcludedCheck,
  concludeCheck,
} from '../../../src/committee/check/conclude-check.ts';
import { pullPlace } from '../../../src/committee/comment/pull-place.ts';
import { ruleAgain } from '../../../src/committee/lifted.ts';
import type { Session } from '../../../src/committee/session.ts';
import { leak } from '../../fixtures/momentum-findings.ts';
import { buildSession } from '../../fixtures/session-builder.ts';
import { confirmedBy, file, finding, MODELS, pair } from '../../fixtures/session-parts.ts';
import { accepted, inconclusive, rejected } from '../../fixtures/sessions.ts';
import { arbitrarySession, makeSession } from '../arbitrary-session.ts';
import { DECIDED_SESSIONS } from '../decided-sessions.ts';
import { GOLDEN_SESSIONS } from '../more-sessions.ts';
import { someDisposition } from '../some-disposition.ts';
import { someFinding } from '../some-finding.ts';
import { tellCheck } from './told-check.ts';

function conclude(session: Session): ConcludedCheck {
  return concludeCheck(session, ruleAgain(session, []));
}

const repository = { id: 1, owner: 'acme', name: 'quant', installation: 2 };
const place = pullPlace({
  host: 'https://github.example',
  pull: { repository, number: 41 },
  head: 'a1b2c3d4',
  generation: 1,
  rules: null,
});

const WIDE = '市'.repeat(300);
const LARGE = { findings: 300, files: 200, skills: 12, text: 300, spiky: false, grouped: false, heard: true };

/** A large session in which every text, and every path, takes three bytes a character. */
function wideSession(): Session {
  const session = makeSession(LARGE);
  return {
    ...session,
    findings: session.findings.map((one) => ({
      ...one,
      claim: WIDE,
      place: one.place && { ...one.place, path: `${WIDE.slice(0, 100)}/${one.id}.py` },
      raised_by: one.raised_by.map((raise, index) => ({ ...raise, skill: `${WIDE}${index}` })),
    })),
    expert_opinions: session.expert_opinions.map((seat) => ({ ...seat, summary: WIDE })),
  };
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

describe('the check', () => {
  it.each(['rejected', 'accepted', 'inconclusive', 'accepted-rehearsal', 'accepted-with-changes'])(
    'of the session %s is the one on file',
    async (name) => {
      const session = GOLDEN_SESSIONS[name]?.() ?? accepted();

      await expect(tellCheck(conclude(session))).toMatchFileSnapshot(`../golden/${name}.check.md`);
    },
  );

  it.each(Object.entries(DECIDED_SESSIONS))('after decisions is the one on file: %s', async (name, make) => {
    const { session, decisions } = make();

    const check = concludeCheck(session, ruleAgain(session, decisions));

    await expect(tellCheck(check)).toMatchFileSnapshot(`../golden/${name}.check.md`);
  });

  it.each([
    [rejected(), 'REJECTED · DATA_LEAKAGE: 1 blocker, 2 changes asked'],
    [accepted(), 'ACCEPTED: nothing needs to change'],
    [inconclusive(), 'INCONCLUSIVE · INSUFFICIENT_EVIDENCE: 2 things are missing'],
  ])('says the decision in its title %#', (session, title) => {
    expect(conclude(session).output.title).toBe(title);
  });

  it('says why an advisory committee blocks nothing', () => {
    const session: Session = { ...rejected(), enforcement: 'advisory' };

    const { conclusion, output } = conclude(session);

    expect(conclusion).toBe('neutral');
    expect(output.summary).toContain('The committee is advisory in this repository');
  });

  it('links to the lines of the reviewed commit', () => {
    const session = rejected();

    const { output } = concludeCheck(session, ruleAgain(session, []), place);

    expect(output.summary).toContain('(https://github.example/acme/quant/blob/a1b2c3d4/src/features/momentum.py#L48)');
  });
});

describe('the length of a check', () => {
  it('stays within the limits in bytes, with the decision in its title, whatever the session', () => {
    fc.assert(
      fc.property(arbitrarySession, (session) => {
        const { output } = conclude(session);

        expect(bytesOf(output.summary)).toBeLessThanOrEqual(CHECK_TEXT_LIMIT);
        expect(bytesOf(output.text)).toBeLessThanOrEqual(CHECK_TEXT_LIMIT);
        expect(output.title.length).toBeLessThanOrEqual(CHECK_TITLE_LIMIT);
        expect(output.title).toContain(session.verdict.status);
      }),
      { numRuns: 8 },
    );
  });

  it('stays within the limits when every character takes several bytes, also after decisions', () => {
    const session = wideSession();
    const decisions = session.findings
      .filter((_, index) => index % 2 === 0)
      .map(({ id }) => someDisposition(id, { kind: 'dismissed', by: WIDE, reason: WIDE.repeat(6) }));

    const outputs = [[], decisions].map((some) => concludeCheck(session, ruleAgain(session, some), place).output);

    for (const { summary, text } of outputs) {
      expect(bytesOf(summary)).toBeLessThanOrEqual(CHECK_TEXT_LIMIT);
      expect(bytesOf(text)).toBeLessThanOrEqual(CHECK_TEXT_LIMIT);
    }
  });

  it('carries 200 annotations at most, the heaviest, and says how many there were', () => {
    const session = makeSession({ ...LARGE, findings: 0, files: 3 });
    const many: Session = {
      ...session,
      findings: Array.from({ length: 260 }, (_, index) =>
        someFinding({
          id: `F-${index.toString(16).padStart(8, '0')}`,
          severity: index < 30 ? 'blocker' : 'major',
          standing: confirmedBy(MODELS.second, 'It is so.'),
        }),
      ),
    };

    const { annotations, text } = conclude(many).output;

    expect(annotations).toHaveLength(200);
    expect(annotations.filter(({ level }) => level === 'failure')).toHaveLength(30);
    expect(text).toContain('200 of 260 annotations stand at their lines, heaviest first.');
  });
});

describe('an annotation', () => {
  const at = (place: Partial<NonNullable<Session['findings'][number]['place']>> | null, other = {}) => {
    const made = someFinding({ severity: 'blocker', ...other });
    const found = { ...made, place: place === null || made.place === null ? null : { ...made.place, ...place } };
    const session = buildSession({
      files: [file('src/run.py', 3)],
      findings: [found],
      seats: pair('ops', ['accept', 8, 'x'], ['accept', 8, 'x']),
      minutes: null,
    });
    return conclude(session).output.annotations;
  };

  it.each([
    ['blocker', 'failure'],
    ['major', 'warning'],
  ])('of a confirmed %s is a %s', (severity, level) => {
    expect(at({}, { severity })).toMatchObject([{ path: 'src/run.py', startLine: 2, endLine: 2, level }]);
  });

  it('of a minor finding is a notice, and a note has none', () => {
    expect(at({}, { severity: 'minor', standing: { kind: 'stated' } })).toMatchObject([{ level: 'notice' }]);
    expect(at({}, { severity: 'note', standing: { kind: 'stated' } })).toEqual([]);
  });

  it.each([
    ['stands on the removed side', { side: 'before' as const }, {}],
    ['has no line', { line: null, end_line: null }, {}],
    ['has no place', null, {}],
    ['is not confirmed', {}, { standing: { kind: 'unanswered', why: 'nobody' } }],
    ['was refuted', {}, { standing: { kind: 'refuted', model: MODELS.first, independent: true, why: 'no' } }],
  ])('is not made for a finding that %s', (_, place, other) => {
    expect(at(place, other)).toEqual([]);
  });

  it('is not made for a finding that was waived', () => {
    const session = rejected();

    const { output } = concludeCheck(session, ruleAgain(session, [someDisposition(leak.id)]));

    expect(output.annotations.map(({ level }) => level)).toEqual(['warning', 'warning', 'notice']);
  });

  it('is plain text within the limits of the host', () => {
    const long = finding({
      severity: 'blocker',
      code: 'DATA_LEAKAGE',
      claim: `It leaks\u001b[2J \u202e<!-- conclave:verdict -->\n${'x'.repeat(100_000)}`,
      recommendation: 'y'.repeat(100_000),
      at: 'src/run.py:9',
      quote: 'x',
      raisedBy: ['ops/first'],
      standing: confirmedBy(MODELS.second, 'so'),
    });
    const session = buildSession({
      files: [file('src/run.py', 3)],
      findings: [long],
      seats: pair('ops', ['accept', 8, 'x'], ['accept', 8, 'x']),
      minutes: null,
    });

    const [annotation] = conclude(session).output.annotations;

    expect(annotation?.title.length).toBeLessThanOrEqual(255);
    expect(bytesOf(annotation?.message ?? '')).toBeLessThan(64 * 1024);
    expect(annotation?.message).toMatch(/^It leaks <! -- conclave:verdict --> x+ … \(cut\)\nTo mend: y+ … \(cut\)\n/);
  });
});
