import type { LookAheadProof } from '../../proofs/look-ahead.ts';
import { formatCount } from '../figures/amount.ts';
import { inTone, oneLine, type TerminalOptions, wrapLine } from './terminal-line.ts';

const DECISIONS = {
  clean: { words: 'clean: no decision saw a later bar', tone: 'good' },
  leak: { words: 'LEAK: a later bar was seen', tone: 'bad' },
  not_proven: { words: 'not proven', tone: 'warning' },
} as const;

/** The look-ahead proof on a terminal: the answer, what was compared, what differs, what is claimed. Ends with a line end. */
export function renderLeakReport(proof: LookAheadProof, options: TerminalOptions): string {
  const { words, tone } = DECISIONS[proof.answer];
  const wrap = (text: string): readonly string[] => wrapLine(oneLine(text), options.width, '  ');
  const lines = [
    inTone(`Look-ahead: ${words}`, tone, options),
    ...proof.reasons.flatMap(wrap),
    ...wrap(comparedOf(proof)),
    ...differencesOf(proof).flatMap((difference) => wrapLine(oneLine(difference), options.width, '    ')),
    ...(proof.calendar.warning === null ? [] : wrap(`Warning: ${proof.calendar.warning}`)),
    ...wrap(`Claimed: ${proof.claim}.`),
  ];
  return `${lines.join('\n')}\n`;
}

function comparedOf({ mode, cuts, bars, values, columns, decisions, noise }: LookAheadProof): string {
  const which = mode === 'every_prefix' ? 'every prefix' : 'a sample of prefixes';
  return [
    `Compared on ${which} (${formatCount(cuts)} cuts in ${formatCount(bars)} bars):`,
    `${formatCount(values)} values of ${formatCount(columns.length)} columns,`,
    `${formatCount(decisions.compared)} decisions, of which ${formatCount(decisions.non_empty)} wanted something;`,
    `noise after ${formatCount(noise.cuts)} cuts.`,
  ].join(' ');
}

function differencesOf({ differences, differences_found: found }: LookAheadProof): readonly string[] {
  if (found === 0) return [];
  const rest = found - differences.length;
  const told = differences.map(({ words }) => `  ✗ ${words}`);
  return rest > 0 ? [...told, `  and ${formatCount(rest)} more`] : told;
}
