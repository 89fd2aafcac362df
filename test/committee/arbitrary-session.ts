import fc from 'fast-check';
import type { Session } from '../../src/committee/session.ts';
import type { Severity } from '../../src/kernel/severity.ts';
import { buildSession } from '../fixtures/session-builder.ts';
import { callsOf, confirmedBy, DOWN, file, finding, MODELS, STATED, seat } from '../fixtures/session-parts.ts';

/** How large each part of a session is. */
interface Size {
  readonly findings: number;
  readonly files: number;
  readonly skills: number;
  /** Characters of each text. */
  readonly text: number;
  /** Whether the words are of the kind that grows when it is made harmless. */
  readonly spiky: boolean;
  readonly grouped: boolean;
  readonly heard: boolean;
}

const sizes = fc.record<Size>({
  findings: fc.integer({ min: 0, max: 300 }),
  files: fc.integer({ min: 0, max: 400 }),
  skills: fc.integer({ min: 1, max: 12 }),
  text: fc.integer({ min: 1, max: 1_000 }),
  spiky: fc.boolean(),
  grouped: fc.boolean(),
  heard: fc.boolean(),
});

/** Sessions from tiny to far larger than a comment holds, of every status. */
export const arbitrarySession = sizes.map(makeSession);

const SEVERITIES: readonly Severity[] = ['note', 'minor', 'major', 'blocker', 'major'];

/** A session of a given size; the same size gives the same session. */
export function makeSession(size: Size): Session {
  const text = textOf(size);
  const findings = Array.from({ length: size.findings }, (_, index) => makeFinding(index, size));
  const seats = Array.from({ length: 2 * size.skills }, (_, index) => {
    const id = `skill-${Math.floor(index / 2)}/${index % 2 === 0 ? 'first' : 'second'}`;
    return size.heard || index % 3 > 0 ? seat(id, ['accept', 8, text]) : seat(id, [{ ...DOWN, message: text }]);
  });
  const groups = size.grouped ? [findings.map(({ id }) => id)] : [];
  const impact = text.slice(0, 600);
  return buildSession({
    subject: { name: text, base: null, head: null },
    question: text,
    issue: text,
    notes: Array.from({ length: size.skills }, () => text),
    files: Array.from({ length: size.files }, (_, index) =>
      index % 3 === 0 ? file(`${index}/${text}`, 9, { reading: 'unread', reason: text }) : file(`${index}/${text}`, 9),
    ),
    findings,
    examined: findings.length,
    seats: seats.map((one, index) => ({
      ...one,
      totals: callsOf({ calls: 1, input: index, output: 9, usd: 0.01, ms: 9 }),
    })),
    minutes: {
      summary: text.slice(0, 1_500),
      groups,
      agreement: [],
      recommendations: Array.from({ length: 20 }, () => ({ text: text.slice(0, 500), findings: [] })),
      adr_impact: impact,
      test_impact: impact,
      ml_impact: impact,
      trading_impact: impact,
    },
  });
}

function textOf({ text, spiky }: Size): string {
  const unit = spiky ? '|@a*`b_[' : 'word. ';
  return unit.repeat(Math.ceil(text / unit.length)).slice(0, text);
}

function makeFinding(index: number, size: Size) {
  const text = textOf(size);
  const severity = SEVERITIES[index % 5] ?? 'note';
  const weighs = severity === 'blocker' || severity === 'major';
  return finding({
    severity,
    code: 'DATA_LEAKAGE',
    claim: `${index} ${text}`,
    recommendation: text,
    at: index % 7 === 6 ? null : `${text.replaceAll(':', '')}/${index}.py:${index + 1}`,
    quote: `${index} ${text}`,
    raisedBy: Array.from({ length: size.skills }, (_, skill) => `skill-${skill}/first`),
    standing: !weighs ? STATED : index % 5 === 4 ? { kind: 'unanswered', why: text } : confirmedBy(MODELS.second, text),
  });
}
