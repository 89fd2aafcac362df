import { GATE_WORDS, type GateAnswer, type GateResult, type Reason } from '../../gates/gate.ts';
import type { GateWaiver, GuardReport } from '../../gates/report.ts';
import { drawLine, inTone, type Line, type Paper, plainLines, type Tone } from '../verdict-text/line.ts';
import { hang, paragraph } from '../verdict-text/page.ts';
import { oneLine, wrap } from '../verdict-text/width.ts';
import { disarm } from './disarm.ts';
import { headlineOf } from './headline.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;
/** On narrower paper the reasons stand below their gate, not beside it. */
const NARROW = 60;
/** Reasons of one gate that a person reads; the other formats hold all. */
const MOST_REASONS = 20;

const MARKS: Readonly<Record<GateAnswer, { readonly mark: string; readonly tone: Tone; readonly word: string }>> = {
  pass: { mark: '✓', tone: 'good', word: '' },
  fail: { mark: '✗', tone: 'bad', word: '' },
  exempt: { mark: '–', tone: 'plain', word: 'exempt' },
  off: { mark: '–', tone: 'plain', word: 'off' },
  waived: { mark: '~', tone: 'warning', word: 'waived' },
  action_required: { mark: '!', tone: 'bad', word: 'not asked' },
};

const CONCLUDING: Readonly<Record<GuardReport['conclusion'], Tone>> = {
  success: 'good',
  failure: 'bad',
  neutral: 'strong',
  action_required: 'bad',
};

const HEAD_WIDTH = '✗ G4 readiness  '.length;

/** Draws the answers for a terminal: the gates in order with their reasons, then what holds for all of them. */
export function renderGuardText(report: GuardReport, paper: Paper): string {
  const columns = Math.min(paper.columns, WIDEST);
  const page = { width: columns };
  const below = [
    ...report.notes.flatMap((note) => hang(note.level === 'notice' ? 'note: ' : 'warning: ', wordsOf(note), page)),
    ...report.waivers.flatMap((waiver) => hang('waiver: ', describe(waiver), page)),
  ];
  const shared = sharedReasons(report.gates);
  const gates = shared === null ? report.gates : report.gates.map((gate) => ({ ...gate, reasons: [] }));
  const lines: readonly Line[] = [
    ...paragraph(`Guardrails: ${headlineOf(report)}`, page, CONCLUDING[report.conclusion]),
    ...plainLines((shared ?? []).flatMap((reason) => renderReason(reason, '', columns))),
    ...gates.flatMap((gate) => renderGate(gate, columns)),
    ...(below.length === 0 ? [] : [[], ...below]),
  ];
  return lines.map((line) => `${drawSafely(line, { columns, colours: paper.colours })}\n`).join('');
}

/** A blank more must not make a line too wide. */
function drawSafely(line: Line, paper: Paper): string {
  const drawn = drawLine(line, paper);
  const safe = disarm(drawn);
  return safe === drawn ? drawn : disarm(drawLine(line, { ...paper, columns: paper.columns - 1 }));
}

/** What keeps all five from being asked is said once; null where each has its own reasons. */
function sharedReasons(gates: GuardReport['gates']): readonly Reason[] | null {
  const [first] = gates;
  const own = JSON.stringify(first?.reasons);
  return gates.length > 1 && gates.every(({ reasons }) => JSON.stringify(reasons) === own)
    ? (first?.reasons ?? [])
    : null;
}

function renderGate({ id, answer, reasons }: GateResult, columns: number): readonly Line[] {
  const { mark, tone, word } = MARKS[answer];
  const head = inTone(`${mark} ${id} ${GATE_WORDS[id]}`.padEnd(HEAD_WIDTH), tone);
  const isNarrow = columns < NARROW;
  const indent = isNarrow ? 2 : HEAD_WIDTH;
  const shown = reasons.slice(0, MOST_REASONS);
  const texts = shown.flatMap((reason, index) => renderReason(reason, index === 0 ? word : '', columns - indent));
  const left = reasons.length - shown.length;
  if (shown.length === 0) return [[head, inTone(word)]];
  const all = [...texts, ...(left > 0 ? [`… ${left} more: --format markdown and --json hold all`] : [])];
  const inside = (text: string): Line => [inTone(' '.repeat(indent)), inTone(text)];
  if (isNarrow) return [[head], ...all.map(inside)];
  const [first = '', ...rest] = all;
  return [[head, inTone(first)], ...rest.map(inside)];
}

/** The place, the reason, and below it what to do. */
function renderReason(reason: Reason, word: string, width: number): readonly string[] {
  const { level, text, mend = '' } = reason;
  const isSaid = word === '' || text.toLowerCase().startsWith(word);
  const before = [...(isSaid ? [] : [word]), ...(level === 'warning' ? ['warning'] : []), ...placeOf(reason)];
  const said = wrap(oneLine([...before, text].join(': ')), width);
  const advice = mend.split('\n').filter((line) => line.trim() !== '');
  return [...said, ...advice.flatMap((line, index) => renderAdvice(index === 0 ? '→ ' : '  ', line, width))];
}

function renderAdvice(mark: string, line: string, width: number): readonly string[] {
  const texts = wrap(oneLine(line), Math.max(1, width - mark.length));
  return texts.map((text, index) => `${index === 0 ? mark : '  '}${text}`);
}

function placeOf({ path, line }: Reason): readonly string[] {
  if (path === undefined) return [];
  return [line === undefined ? path : `${path}:${line}`];
}

function wordsOf({ text, mend }: Reason): string {
  return mend === undefined ? text : `${text} ${mend}`;
}

const SHORT_SHA = 7;

function describe({ gates, how, by, at, head, reason }: GateWaiver): string {
  return `${gates.join(', ')} by ${how} of @${by} on ${at.slice(0, 10)} at ${head.slice(0, SHORT_SHA)}: ${reason}`;
}
