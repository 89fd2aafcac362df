import { beginningOf } from '../../kernel/markdown/beginning.ts';
import type { PatternFinding } from '../../ops/patterns/pattern.ts';
import { disarm } from '../gate/disarm.ts';
import { countOf } from '../knowledge/count.ts';
import { drawLine, inTone, type Line, type Paper } from '../verdict-text/line.ts';
import { hang, type Page, paragraph, section } from '../verdict-text/page.ts';
import { momentOf } from './moment.ts';
import { renderPatterns } from './patterns-text.ts';
import type { ToldSignal } from './told-signals.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;
/** Figures of many cryptos are cut here; the JSON holds all. */
const LONGEST_VALUE = 400;

/** What is told beside the signals. */
export interface SignalsBeside {
  readonly requests: number;
  readonly notes: readonly string[];
  readonly patterns: readonly PatternFinding[];
}

/** Draws the signals for a terminal: what nobody knows and why, then what each source gave, then what nobody asks for. */
export function renderSignalsText(
  signals: readonly ToldSignal[],
  { requests, notes, patterns }: SignalsBeside,
  paper: Paper,
): string {
  const page = { width: Math.min(paper.columns, WIDEST) };
  const asked = signals.filter((signal) => signal.asked !== null);
  const unknown = asked.filter((signal) => signal.unknown !== null);
  const known = asked.filter((signal) => signal.unknown === null);
  const silent = signals.filter((signal) => signal.asked === null);
  const blocks = [
    paragraph(titleOf(signals.length, { known: known.length, unknown: unknown.length, requests }), page, 'strong'),
    section(
      'Unknown, which is never healthy',
      unknown.flatMap((signal) => renderUnknown(signal, page)),
      page,
    ),
    section(
      'Known',
      known.flatMap((signal) => renderKnown(signal, page)),
      page,
    ),
    renderPatterns(patterns, page),
    section(
      'Not configured, so unknown',
      silent.flatMap(({ name, says }) => hang('– ', `${name}: ${says}`, page)),
      page,
    ),
    notes.flatMap((note) => hang('note: ', note, page)),
  ].filter((block) => block.length > 0);
  const lines = blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return lines.map((line) => `${disarm(drawLine(line, { ...paper, columns: page.width }))}\n`).join('');
}

function titleOf(
  all: number,
  { known, unknown, requests }: Readonly<Record<'known' | 'unknown' | 'requests', number>>,
) {
  const left = all - known - unknown;
  return `${countOf(all, 'signal')}: ${known} known, ${unknown} unknown, ${left} not configured; ${countOf(requests, 'request')}`;
}

function renderUnknown({ name, says, asked, value, unknown }: ToldSignal, page: Page): readonly Line[] {
  return [
    ...hang(inTone('? ', 'warning'), wordsOf(name, unknown?.words ?? ''), page),
    ...(value === null ? [] : hang('    ', cut(value), page)),
    ...hang('    ', `${says} · ${asked?.source ?? ''}: ${asked?.query ?? ''}`, page),
  ];
}

/** Most words begin with the name of their signal. */
function wordsOf(name: string, words: string): string {
  return words.startsWith(name) ? words : `${name}: ${words}`;
}

function renderKnown({ name, says, asked, value, sampledAt }: ToldSignal, page: Page): readonly Line[] {
  const when = sampledAt === null ? '' : `, sampled ${momentOf(sampledAt)}`;
  return [
    ...hang(inTone('✓ ', 'good'), `${name}: ${cut(value ?? '')}`, page),
    ...hang('    ', `${says} · ${asked?.source ?? ''}${when}`, page),
  ];
}

function cut(value: string): string {
  return value.length <= LONGEST_VALUE ? value : `${beginningOf(value, LONGEST_VALUE)} … (--json holds all)`;
}
