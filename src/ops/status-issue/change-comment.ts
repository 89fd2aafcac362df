import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { compareStates } from '../state/state.ts';
import type { Standing, StateChange } from '../state/transition.ts';
import type { StatusGround } from './ground.ts';
import { tellReason } from './reason.ts';
import { sinceWords } from './since.ts';

/**
 * The first line of the one comment of a change, by which it is found again: a change that is told and then not
 * remembered, since a run broke off, is the same one when it is seen again.
 */
export function changeMark({ to }: StateChange, before: Standing): string {
  return `<!-- conclave:ops-change after=${before.state} ${before.since} to=${to} -->`;
}

/** Draws the one comment that a change of state is worth: what it was and is, why, what to do next. */
export function renderChange(change: StateChange, before: Standing, ground: StatusGround): string {
  const { from, to, at } = change;
  const { record, verdict, next, incidents } = ground;
  const way = from === null ? '' : compareStates(to, from) < 0 ? `, worse than ${from}` : `, better than ${from}`;
  const open = incidents.map(({ number }) => `#${number}`).join(', ');
  return [
    changeMark(change, before),
    `**${to} since ${sinceWords(at, verdict.asOf)}${way}: ${tellReason(record.standing, verdict)}.**`,
    `Next: ${plainText(next, 400)}`,
    ...(open === '' ? [] : [`Open incidents: ${open}.`]),
    `As of ${inlineCode(`${verdict.asOf.slice(0, 16).replace('T', ' ')} UTC`)}; the issue above is kept up to date.`,
  ].join('\n\n');
}
