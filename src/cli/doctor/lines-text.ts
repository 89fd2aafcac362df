import type { Line } from '../../flows/doctor/line.ts';
import { drawLine, inTone, type Paper, type Span, type Line as TextLine, type Tone } from '../verdict-text/line.ts';
import { oneLine, wrap } from '../verdict-text/width.ts';
import { countLines } from './summary.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;
/** On narrower paper the text stands below its check, not beside it. */
const NARROW = 60;

const TONES: Readonly<Record<Line['status'], Tone>> = {
  ok: 'good',
  warning: 'warning',
  failure: 'bad',
  skipped: 'plain',
};

const STATUS_WIDTH = 'warning  '.length;
const CHECK_WIDTH = 'configuration  '.length;

/** Draws what was looked at: status, check, what was found, and below it what to do; how many of each stand last. */
export function renderLines(lines: readonly Line[], paper: Paper): string {
  const columns = Math.min(paper.columns, WIDEST);
  const [worst] = ['failure', 'warning', 'ok'].flatMap((status) => lines.filter((line) => line.status === status));
  const drawn = [
    ...lines.flatMap((line) => renderLine(line, columns)),
    [],
    [inTone(countLines(lines), worst === undefined ? 'plain' : TONES[worst.status])],
  ];
  return `${drawn.map((line) => drawLine(line, { columns, colours: paper.colours })).join('\n')}\n`;
}

function renderLine({ status, check, found, advice }: Line, columns: number): readonly TextLine[] {
  const head: readonly Span[] = [inTone(status.padEnd(STATUS_WIDTH), TONES[status]), inTone(check.padEnd(CHECK_WIDTH))];
  const isNarrow = columns < NARROW;
  const indent = isNarrow ? 2 : STATUS_WIDTH + CHECK_WIDTH;
  const texts = wrap(oneLine(found), columns - indent);
  const below =
    advice === null
      ? []
      : advice.split('\n').flatMap((line, index) => renderAdvice(index === 0 ? '→ ' : '  ', line, columns - indent));
  const inside = (text: string): TextLine => [inTone(' '.repeat(indent)), inTone(text)];
  if (isNarrow) return [head, ...[...texts, ...below].map(inside)];
  const [first = '', ...rest] = texts;
  return [[...head, inTone(first)], ...[...rest, ...below].map(inside)];
}

/** Lines of a file keep their own indentation, so that they can be copied. */
function renderAdvice(mark: string, line: string, width: number): readonly string[] {
  const [indent = ''] = /^ */.exec(line) ?? [];
  const texts = wrap(oneLine(line), Math.max(1, width - mark.length - indent.length));
  return texts.map((text, index) => `${index === 0 ? mark : '  '}${indent}${text}`);
}
