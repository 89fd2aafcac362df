import { formatCount } from '../figures/amount.ts';
import { ANSWERS, type FindingLine, MARKS } from '../figures/finding-line.ts';
import { SHOWN_FINDINGS } from '../figures/inspection-line.ts';
import { inTone, oneLine, type TerminalOptions, wrapLine } from './terminal-line.ts';

const TONES = { pass: 'good', fail: 'bad', not_proven: 'warning', not_applicable: 'warning' } as const;

/** What was looked at, with the sign of its answer, under a title. */
export function renderFindings(title: string, lines: readonly FindingLine[], options: TerminalOptions): string {
  const rows = lines.flatMap(({ answer, label, text }) => {
    const [first = '', ...rest] = wrapLine(
      `${MARKS[answer]} ${oneLine(label)}${answer === 'pass' ? '' : ` (${ANSWERS[answer]})`}: ${oneLine(text)}`,
      options.width,
      '  ',
    );
    return [inTone(first.slice(0, 1), TONES[answer], options) + first.slice(1), ...rest];
  });
  return [inTone(title, 'strong', options), ...rows].join('\n');
}

/** The first few findings in words under a title, and how many there are beside them; '' where there is none. */
export function renderFindingWords(title: string, words: readonly string[], options: TerminalOptions): string {
  if (words.length === 0) return '';
  const shown = words.slice(0, SHOWN_FINDINGS).flatMap((each) => wrapLine(`  ${oneLine(each)}`, options.width, '    '));
  const rest = words.length - SHOWN_FINDINGS;
  const more = rest > 0 ? [`  and ${formatCount(rest)} more, which test_report.json has`] : [];
  return [inTone(title, 'strong', options), ...shown, ...more].join('\n');
}

/** What has to be known before anything else, as lines of their own. */
export function renderNotice(notice: string | null, options: TerminalOptions): string {
  if (notice === null) return '';
  return wrapLine(oneLine(notice), options.width, '')
    .map((line) => inTone(line, 'bad', options))
    .join('\n');
}
