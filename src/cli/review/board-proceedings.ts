import { countOf } from '../../committee/wording.ts';
import { inTone, type Line } from '../verdict-text/line.ts';
import { type CellView, costOf, drawAsking, spinnerAt, statusIn } from './board-cell.ts';
import { type BoardState, type CallState, rowState } from './board-state.ts';

/** The row of the cross-examination: how many claims, how far, at what cost. */
export function drawExamination(state: BoardState, call: CallState, view: CellView): Line {
  if (state.candidates === null) return [inTone(withoutClaims(state))];
  const claims = countOf(state.candidates, 'claim');
  switch (call.kind) {
    case 'waiting':
      return [inTone(isOver(state) ? claims : `${spinnerAt(view.now)} ${claims}`)];
    case 'asking':
      return view.closed ? [inTone(`✗ ${claims}, no answer`, 'bad')] : drawAsking(call, claims, view);
    case 'failed':
      return [inTone(`✗ ${claims}, not all examined${status(call.message)}`, 'bad')];
    case 'answered':
      return [inTone(`${claims}  ${costOf(call)}`)];
    default:
      return call satisfies never;
  }
}

/** The row of the chair. */
export function drawChair(state: BoardState, call: CallState, view: CellView): Line {
  switch (call.kind) {
    case 'waiting':
      if (view.closed) return [inTone('not asked')];
      return [inTone(state.consolidating ? `${spinnerAt(view.now)} writing` : '–')];
    case 'asking':
      return view.closed ? [inTone('✗ no answer', 'bad')] : drawAsking(call, 'writing', view);
    case 'failed':
      return [inTone(`✗ no answer${status(call.message)}; the rule table decides without it`, 'bad')];
    case 'answered':
      return [inTone(`answered  ${costOf(call)}`)];
    default:
      return call satisfies never;
  }
}

/** Nothing is examined before every seat is done, and nothing after it when no claim weighs. */
function withoutClaims(state: BoardState): string {
  const done = state.seats.every(({ seat }) => ['answered', 'failed'].includes(rowState(state, seat).kind));
  if (isOver(state)) return done ? 'no claim to examine' : 'not asked';
  return '–';
}

function isOver({ consolidating, closed }: BoardState): boolean {
  return consolidating || closed;
}

function status(message: string): string {
  const named = statusIn(message);
  return named === null ? '' : ` (${named})`;
}
