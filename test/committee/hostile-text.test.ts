import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { renderAnswer } from '../../src/committee/answer-comment/answer.ts';
import { concludeCheck } from '../../src/committee/check/conclude-check.ts';
import { renderNoticeCheck } from '../../src/committee/check/notice-check.ts';
import { COMMENT_LIMIT, renderComment } from '../../src/committee/comment/comment.ts';
import { renderNoticeComment } from '../../src/committee/comment/notice-comment.ts';
import { NOWHERE } from '../../src/committee/comment/place.ts';
import { renderInlineComment } from '../../src/committee/inline-comment/inline-comment.ts';
import { readFindingMarker } from '../../src/committee/inline-comment/marker.ts';
import type { ThreadStanding } from '../../src/committee/inline-comment/thread-state.ts';
import { renderTurn, retellOpening } from '../../src/committee/inline-comment/turn.ts';
import { type Ruled, ruleAgain } from '../../src/committee/lifted.ts';
import { renderReport } from '../../src/committee/report/report.ts';
import { rowsOf } from '../../src/committee/rows.ts';
import type { Session } from '../../src/committee/session.ts';
import { FILES, leak, refuted, thinTest, unanswered, unclearName, unsourced } from '../fixtures/momentum-findings.ts';
import { buildSession } from '../fixtures/session-builder.ts';
import { DOWN, pair } from '../fixtures/session-parts.ts';
import { rejected } from '../fixtures/sessions.ts';
import { breachesOf } from '../kernel/markdown/breaches.ts';
import { hostileMixture } from '../kernel/markdown/hostile-mixture.ts';
import { readPublication } from '../kernel/markdown/publication.ts';
import { answersSaying } from './answer-comment/some-answers.ts';
import { noticesSaying, obstaclesSaying } from './check/some-notices.ts';
import { sayEverywhere } from './hostile-session.ts';
import { HEAD, someDisposition } from './some-disposition.ts';

const HostileTexts = z.object({
  cases: z.array(z.object({ id: z.string(), note: z.string(), text: z.string() })).min(1),
});

const path = process.env.CASES_HOSTILE_TEXT ?? new URL('../fixtures/cases/hostile-text.json', import.meta.url);
const { cases } = HostileTexts.parse(JSON.parse(readFileSync(path, 'utf8')));

/** Each kind of finding, standing and silence once, with few seats and files around them. */
const everything = buildSession({
  files: [...FILES.slice(0, 1), ...FILES.slice(2, 3)],
  notes: ['x'],
  findings: [leak, refuted, unanswered, unsourced, unclearName, thinTest],
  examined: 2,
  seats: [...pair('ml-engineer', ['reject', 2, 'x'], [DOWN]), ...pair('ops', ['abstain', 5, 'x'], ['accept', 8, 'x'])],
  minutes: {
    summary: 'x',
    groups: [],
    agreement: ['x'],
    recommendations: [{ text: 'x', findings: [] }],
    adr_impact: 'x',
    test_impact: 'x',
    ml_impact: 'x',
    trading_impact: 'x',
  },
});

/** A session without a decision, whose first lines say why seats were silent. */
const undecided = buildSession({
  files: [],
  findings: [unanswered],
  examined: 1,
  seats: pair('ml-engineer', ['reject', 2, 'x'], [DOWN]),
  minutes: null,
});

/** Every way in which a text of strangers is published; the comment without its own marker on line 1. */
const PUBLICATIONS: Readonly<Record<string, (text: string) => string>> = {
  comment: (text) => withoutMarker(renderComment(sayEverywhere(everything, text))),
  'comment without a decision': (text) => withoutMarker(renderComment(sayEverywhere(undecided, text))),
  report: (text) => renderReport(sayEverywhere(everything, text)),
  'comment after decisions': (text) => withoutMarker(renderDecided(text)),
  'summary of the check': (text) => checkOf(text).summary,
  'text of the check': (text) => checkOf(text).text,
  'checks without a session': (text) =>
    noticesSaying(text)
      .map((notice) => renderNoticeCheck(notice).output)
      .map(({ title, summary }) => `### ${title}\n\n${summary}`)
      .join('\n\n'),
  'comments without a session': (text) =>
    obstaclesSaying(text)
      .map((notice) => withoutMarker(renderNoticeComment(notice, NOWHERE)))
      .join('\n\n'),
  'answers to commands': (text) =>
    answersSaying(text, sayEverywhere(everything, text))
      .map((answer) => withoutMarker(renderAnswer(17, answer)))
      .join('\n\n'),
  'comments on lines': (text) => commentsOnLines(text).map(withoutMarker).join('\n\n'),
  'comments on lines of what is not open any more': (text) =>
    commentsOnLines(text)
      .map((body) => withoutMarker(retellOpening(body, decidedBy(text)) ?? ''))
      .join('\n\n'),
  'replies on what became of a finding': (text) => withoutMarker(renderTurn('F-00000001', decidedBy(text))),
};

function commentsOnLines(text: string): readonly string[] {
  const session = sayEverywhere(everything, text);
  return Object.values(rowsOf(session))
    .flat()
    .map((row) => renderInlineComment(row, session, { pull: 41, head: HEAD, place: NOWHERE, atFile: true }));
}

function decidedBy(text: string): ThreadStanding {
  return { state: 'dismissed', head: HEAD, by: text, why: text };
}

/** Every second finding waived, the others with a waiver that has lapsed. */
function rulingBy(session: Session, text: string): Ruled {
  return ruleAgain(
    session,
    session.findings.map(({ id }, index) =>
      someDisposition(id, { by: text, reason: text, kind: index % 2 === 0 ? 'dismissed' : 'waived', head: HEAD }),
    ),
  );
}

function renderDecided(text: string): string {
  const session = sayEverywhere(everything, text);
  return renderComment(session, NOWHERE, rulingBy(session, text));
}

function checkOf(text: string) {
  const session = sayEverywhere(everything, text);
  return concludeCheck(session, rulingBy(session, text)).output;
}

function withoutMarker(comment: string): string {
  return comment.replace(/^.*\n/, '');
}

const HARMLESS = Object.fromEntries(
  Object.entries(PUBLICATIONS).map(([name, publish]) => [name, readPublication(publish('harmless'))]),
);

/** What a text breaks, compared with the same sessions saying something harmless. */
function breachesIn(text: string): readonly string[] {
  return Object.entries(PUBLICATIONS).flatMap(([name, publish]) => {
    const harmless = HARMLESS[name] ?? readPublication('');
    return breachesOf(publish(text), harmless).map((property) => `${property}: ${name}`);
  });
}

describe('a hostile text in every field that a model or an author writes', () => {
  it.each(cases)('$id ($note) breaks no property of comment or report', ({ text }) => {
    expect(breachesIn(text)).toEqual([]);
  });

  it('leaves the marker on the first line and the comment within its limit', () => {
    const comments = cases.map(({ text }) => renderComment(sayEverywhere(rejected(), text)));

    const broken = comments.filter(
      (comment) => !comment.startsWith('<!-- conclave:verdict local session=') || comment.length > COMMENT_LIMIT,
    );

    expect(broken).toEqual([]);
  });

  it('leaves annotations plain, in one line each, and within the limits of the host', () => {
    const annotations = cases.flatMap(({ text }) => {
      const session = sayEverywhere(rejected(), text);
      return concludeCheck(session, ruleAgain(session, [])).output.annotations;
    });

    const broken = annotations.filter(
      ({ title, message }) =>
        title.length > 255 ||
        Buffer.byteLength(message) > 64 * 1024 ||
        message.split('\n').length > 4 ||
        /<!--\s*conclave|(?!\n)[\p{Cc}\p{Cf}\p{Cs}]|^\//imu.test(message),
    );

    expect(annotations.length).toBeGreaterThan(cases.length);
    expect(broken).toEqual([]);
  });

  it('leaves the marker on the first line of an answer, and the answer within the limit of a comment', () => {
    const answers = cases.flatMap(({ text }) =>
      answersSaying(text, sayEverywhere(everything, text)).map((answer) => renderAnswer(17, answer)),
    );

    const broken = answers.filter(
      (answer) => !answer.startsWith('<!-- conclave:answer comment=17 -->\n') || answer.length > COMMENT_LIMIT,
    );

    expect(broken).toEqual([]);
  });

  it('leaves the marker of a comment on lines as the only one, whatever is told in front of it', () => {
    const broken = cases.flatMap(({ id, text }) =>
      commentsOnLines(text)
        .flatMap((body) => [body, retellOpening(body, decidedBy(text)) ?? ''])
        .filter((body) => readFindingMarker(body) === null || body.split('<!-- conclave:').length !== 2)
        .map(() => id),
    );

    expect(broken).toEqual([]);
  });

  it('breaks no property when it is mixed from hostile pieces', () => {
    const visible = hostileMixture.filter((text) => /[\p{L}\p{N}]/u.test(text));

    fc.assert(
      fc.property(visible, (text) => {
        expect(breachesIn(text)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
