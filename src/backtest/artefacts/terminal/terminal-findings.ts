import { ANSWERS, type FindingLine, MARKS } from '../figures/finding-line.ts';
import { inTone, oneLine, type TerminalOptions, wrapLine } from './terminal-line.ts';

const TONES = { pass: 'good', fail: 'bad', not_proven: 'warning' } as const;

/** What was looked at, with the sign of its answer, under a title. */
export function renderFindings(title: string, lines: readonly FindingLine[], options: TerminalOptions): string {
  const rows = lines.flatMap(({ answer, label, text }) => {
    const [first = '', ...rest] = wrapLine(
      `${MARKS[answer]} ${label}${answer === 'pass' ? '' : ` (${ANSWERS[answer]})`}: ${oneLine(text)}`,
      options.width,
      '  ',
    );
    return [inTone(first.slice(0, 1), TONES[answer], options) + first.slice(1), ...rest];
  });
  return [inTone(title, 'strong', options), ...rows].join('\n');
}
