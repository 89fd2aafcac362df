import { namePattern, type PatternFinding } from '../../ops/patterns/pattern.ts';
import type { Truth } from '../../ops/truth.ts';
import { inTone, type Line } from '../verdict-text/line.ts';
import { hang, type Page, section } from '../verdict-text/page.ts';
import { judgedOf } from './state-words.ts';

/** Findings of one truth that a person reads; the JSON holds all. */
const MOST = 20;

/** Draws the patterns that were incidents: those that are there with what to do, then the unknown, then those that are not there. */
export function renderPatterns(patterns: readonly PatternFinding[], page: Page): readonly Line[] {
  const of = (truth: Truth) => patterns.filter((finding) => finding.truth === truth);
  const blocks = [
    drawUpTo(of('true'), page, drawFound),
    drawUpTo(of('unknown'), page, (finding) => hang(inTone('? ', 'warning'), judged(finding), page)),
    drawUpTo(of('false'), page, (finding) => hang(inTone('✓ ', 'good'), `${judged(finding)}, ${finding.origin}`, page)),
  ];
  return section('Patterns that were incidents', blocks.flat(), page);

  function drawFound(finding: PatternFinding): readonly Line[] {
    return [
      ...hang(inTone('✗ ', 'bad'), judged(finding), page),
      ...hang('    → ', finding.next, page),
      ...hang('    ', `${finding.origin} · ${finding.signal}`, page),
    ];
  }
}

function drawUpTo(
  findings: readonly PatternFinding[],
  page: Page,
  draw: (finding: PatternFinding) => readonly Line[],
): readonly Line[] {
  const left = findings.length - MOST;
  const rest = left > 0 ? hang('  ', `… ${left} more: --json holds all`, page) : [];
  return [...findings.slice(0, MOST).flatMap(draw), ...rest];
}

function judged(finding: PatternFinding): string {
  return `${namePattern(finding)}: ${judgedOf(finding)}`;
}
