import { shortModel } from '../../committee/rows.ts';
import { stanceWord } from '../../committee/wording.ts';
import { formatUsd } from '../../kernel/micro-usd.ts';
import type { ModelId } from '../../kernel/model-id.ts';
import { formatSeconds, formatTokens } from '../verdict-text/figures.ts';
import { inTone, type Line, lengthOf, type Span, type Tone } from '../verdict-text/line.ts';
import { oneLine, widthOf } from '../verdict-text/width.ts';
import type { CallState } from './board-state.ts';

/** What a cell needs to know beside its call. */
export interface CellView {
  readonly width: number;
  /** Milliseconds on the clock of the board. */
  readonly now: number;
  readonly closed: boolean;
}

/** The cell of a seat: waiting, reading, in trouble, or what it said and what that cost. */
export function drawSeatCell(call: CallState, given: ModelId, view: CellView): Line {
  switch (call.kind) {
    case 'waiting':
      return [inTone(view.closed ? 'not asked' : '–')];
    case 'asking':
      return view.closed ? [inTone('✗ no answer', 'bad')] : drawAsking(call, 'reading', view);
    case 'failed':
      return [inTone(`✗ not heard${inBrackets(statusIn(call.message))}`, 'bad')];
    case 'answered':
      return drawAnswer(call, given, view.width);
    default:
      return call satisfies never;
  }
}

/** A call in flight: a spinner with its seconds, or what failed and who is tried now. */
export function drawAsking(call: Asking, work: string, view: CellView): Line {
  const seconds = `${Math.max(0, Math.floor((view.now - call.since) / 1_000))}s`;
  if (call.failed !== null && !call.repairing) return drawTrouble(call, seconds, view.width);
  return [inTone(`${spinnerAt(view.now)} ${call.repairing ? 'repairing' : work} ${seconds}`)];
}

/** What an answer cost, in one phrase: `2.1s 4.1k tok $0.0042`. */
export function costOf({ latencyMs, tokens, microUsd }: Answer): string {
  return `${formatSeconds(latencyMs)}s ${formatTokens(tokens)} tok ${formatUsd(microUsd)}`;
}

/** What a seat gives out of ten: `6.5/10`; an abstention gives nothing. */
export function scoreText({ score, stance }: Pick<Answer, 'score' | 'stance'>): string {
  return score === null || stance === 'abstain' ? '' : `${score}/10`;
}

/** The HTTP status that a failure names, as our own messages write it; null when it names none. */
export function statusIn(message: string): string | null {
  return /(?:\(|\banswered )([45]\d\d)\b/.exec(message)?.[1] ?? null;
}

type Asking = Extract<CallState, { kind: 'asking' }>;
type Answer = Extract<CallState, { kind: 'answered' }>;

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

/** The picture of the spinner at a time. */
export function spinnerAt(now: number): string {
  return FRAMES[Math.floor(now / FRAME_MS) % FRAMES.length] ?? '';
}

/** What does not fit goes in this order: the status, which stands below the board in full, then the seconds. */
function drawTrouble({ failed, model }: Asking, seconds: string, width: number): Line {
  const status = failed === null ? null : statusIn(failed.message);
  const trying = `trying ${nameOf(model)}`;
  const whole = status === null ? trying : `${status}, ${trying}`;
  const shown = [`✗ ${whole} ${seconds}`, `✗ ${trying} ${seconds}`, `✗ ${trying}`];
  return [inTone(shown.find((text) => widthOf(text) <= width) ?? `✗ ${trying}`, 'warning')];
}

const TONES: Readonly<Record<string, Tone>> = { reject: 'bad', changes: 'warning', accept: 'good' };

/** A piece of a cell; when the cell is narrow the piece with the highest rank goes first. */
interface Piece {
  readonly span: Span;
  readonly rank: number;
}

function drawAnswer(answer: Answer, given: ModelId, width: number): Line {
  const stance = stanceWord({ stance: answer.stance, standing: 'heard' });
  const score = scoreText(answer);
  const pieces: readonly Piece[] = [
    { span: inTone(stance.padEnd(7), TONES[stance] ?? 'plain'), rank: 0 },
    { span: inTone(score.padStart(7)), rank: 2 },
    { span: inTone(`${formatSeconds(answer.latencyMs)}s`.padStart(6)), rank: 3 },
    { span: inTone(`${formatTokens(answer.tokens)} tok`.padStart(9)), rank: 5 },
    { span: inTone(formatUsd(answer.microUsd).padStart(8)), rank: 4 },
    ...(answer.model === given ? [] : [{ span: inTone(` by ${nameOf(answer.model)}`), rank: 1 }]),
  ];
  return fitPieces(pieces, width);
}

function fitPieces(pieces: readonly Piece[], width: number): Line {
  const line = pieces.map(({ span }) => span);
  if (lengthOf(line) <= width || pieces.length <= 1) return line;
  const highest = Math.max(...pieces.map(({ rank }) => rank));
  return fitPieces(
    pieces.filter(({ rank }) => rank !== highest),
    width,
  );
}

function nameOf(model: ModelId): string {
  return oneLine(shortModel(model));
}

function inBrackets(text: string | null): string {
  return text === null ? '' : ` (${text})`;
}
