import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../src/cli/verdict-text/width.ts';
import { renderText } from '../../src/cli/verdict-text.ts';
import type { Session } from '../../src/committee/session.ts';
import { buildSession } from '../fixtures/session-builder.ts';
import { confirmedBy, file, finding, MODELS, pair } from '../fixtures/session-parts.ts';
import { huge, inconclusive, rejected, SESSIONS } from '../fixtures/sessions.ts';
import { anyWidth, strangeName, strangeText } from './verdict-text-arbitrary.ts';

const WIDE = { columns: 100, colours: false };
const MARKS = { columns: 80, colours: true };

const cases = Object.entries(SESSIONS).flatMap(([name, build]) =>
  [80, 100].map((columns) => ({ name, build, columns })),
);

describe('the verdict on a terminal', () => {
  it.each(cases)('is readable: $name at $columns columns', async ({ name, build, columns }) => {
    const text = renderText(build(), { columns, colours: false });

    await expect(text).toMatchFileSnapshot(`golden/verdict-${name}-${columns}.txt`);
  });

  it('is readable in colours', async () => {
    const text = renderText(rejected(), MARKS).replaceAll('\u001b', '␛');

    await expect(text).toMatchFileSnapshot('golden/verdict-rejected-80-colours.txt');
  });

  it('is readable where two seats do not stand beside each other', async () => {
    await expect(renderText(rejected(), { columns: 40, colours: false })).toMatchFileSnapshot(
      'golden/verdict-rejected-40.txt',
    );
  });

  it('says what it leaves out of a huge session', async () => {
    await expect(renderText(huge(), WIDE)).toMatchFileSnapshot('golden/verdict-huge-100.txt');
  });

  it('says the same with and without colours', () => {
    const coloured = renderText(rejected(), MARKS);

    expect(stripVTControlCharacters(coloured)).toBe(renderText(rejected(), { columns: 80, colours: false }));
  });

  it('is never wider than a hundred columns', () => {
    const lines = renderText(rejected(), { columns: 300, colours: false }).split('\n');

    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(100);
  });

  it('says the decision again when the first line has scrolled away', () => {
    const [first = '', ...others] = renderText(rejected(), WIDE).split('\n');

    expect(others).toContain(first);
  });
});

describe('what a reader is told once', () => {
  it('is what a finding asks for, unless the chair put it in words of its own', () => {
    const rehearsed = renderText(SESSIONS['rejected-rehearsal']?.() ?? rejected(), WIDE);

    expect(rehearsed).not.toContain('Recommended next actions');
    expect(renderText(rejected(), WIDE)).toContain('  1. Shift the feature forward and train again.');
  });
});

describe('what a reader must not miss', () => {
  const wordsOf = (session: Session): string =>
    renderText(session, { columns: 100, colours: false }).replaceAll(/\s+/g, ' ');

  it.each(['rejected-rehearsal', 'accepted-rehearsal'])(
    '%s says in its first line that no language model was consulted',
    (name) => {
      const [first] = renderText(SESSIONS[name]?.() ?? rejected(), WIDE).split('\n');

      expect(first).toContain('(rehearsal: no language model was consulted)');
    },
  );

  it('is what nobody checked, with its place and its code', () => {
    expect(wordsOf(inconclusive())).toMatch(
      /D1 src\/backtest\/runner\.py:57 .* │ guard = RiskGuard\(.* nobody checked it: Google Gemini answered 503/,
    );
  });

  it('is a chair that did not answer', () => {
    expect(wordsOf(inconclusive())).toContain('The chair did not answer; the verdict stands on the rule table alone.');
  });

  it('is money that may have been spent beside', () => {
    const session = rejected();
    const totals = { ...session.finops.totals, possibly_spent_micro_usd: 40_000 };

    expect(wordsOf({ ...session, finops: { ...session.finops, totals } })).toContain(
      'possibly $0.04 more, for calls without an answer',
    );
  });

  it('are findings that mean the same', () => {
    const session = rejected();
    const { minutes } = session.chair ?? {};
    const twin = session.findings.find(({ severity }) => severity === 'blocker');
    if (!session.chair || !minutes || !twin) throw new RangeError('the fixture has a chair with minutes and a blocker');
    const other = { ...twin, id: 'F-ffffffff' };
    const grouped = {
      ...session,
      findings: [...session.findings, other],
      chair: { ...session.chair, minutes: { ...minutes, groups: [[twin.id, other.id]] } },
    };

    expect(wordsOf(grouped)).toContain('means the same: F-ffffffff src/features/momentum.py:48');
  });

  it('is the end of a long quotation, of which the first lines are shown', () => {
    const quote = Array.from({ length: 30 }, (_, index) => `\tline_${index}`).join('\n');
    const long = finding({
      severity: 'major',
      code: 'TEST_GAP',
      claim: 'Long.',
      at: 'a.py:1',
      quote,
      raisedBy: [],
      standing: confirmedBy(MODELS.first, 'So it is.'),
    });
    const text = renderText({ ...rejected(), findings: [long] }, WIDE);

    expect(text).toContain('    │ line_7\n    │ … 22 more lines\n');
  });
});

describe('any session', () => {
  const session = fc
    .record({
      texts: fc.array(strangeText, { minLength: 8, maxLength: 8 }),
      skills: fc.uniqueArray(strangeName, { minLength: 1, maxLength: 5 }),
      line: fc.nat(99_999),
      note: strangeText,
    })
    .map(({ texts, skills, line, note }) => {
      const [claim = '', why = '', quote = '', recommendation = '', path = '', summary = '', reason = '', name = ''] =
        texts;
      const raisedBy = skills.map((skill) => `${skill}/first`);
      const drafts = [
        {
          severity: 'blocker' as const,
          code: 'DATA_LEAKAGE' as const,
          at: `a:${line + 1}`,
          standing: confirmedBy(MODELS.second, why),
        },
        {
          severity: 'major' as const,
          code: 'TEST_GAP' as const,
          at: 'b:1',
          standing: { kind: 'unanswered' as const, why },
        },
        { severity: 'minor' as const, code: 'COST_RISK' as const, at: 'c:2', standing: { kind: 'stated' as const } },
      ];
      const findings = drafts
        .map((draft) => finding({ ...draft, claim, quote, recommendation, raisedBy }))
        .map((one) => ({ ...one, place: one.place && { ...one.place, path } }));
      return buildSession({
        subject: { name, base: null, head: null },
        question: note,
        files: [file(path, 3, { reading: 'unread', reason }), file('b', 2)],
        notes: [note],
        findings,
        examined: 2,
        seats: skills.flatMap((skill) =>
          pair(skill, ['reject', 1, summary], [{ model: `a:${skill}`, reason: 'refused', message: reason }]),
        ),
        minutes: {
          summary: summary || 'x',
          groups: [],
          agreement: [],
          recommendations: [{ text: why, findings: [] }],
          adr_impact: claim,
          test_impact: null,
          ml_impact: why,
          trading_impact: null,
        },
      });
    });

  it('has no line wider than the terminal', () => {
    fc.assert(
      fc.property(session, anyWidth, (one, columns) => {
        const tooWide = renderText(one, { columns, colours: false })
          .split('\n')
          .filter((line) => widthOf(line) > columns);

        expect(tooWide).toEqual([]);
      }),
    );
  });

  it('can do nothing to a terminal', () => {
    fc.assert(
      fc.property(session, (one) => {
        expect(renderText(one, WIDE).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});
