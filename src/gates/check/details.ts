import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { GateResult, Reason } from '../gate.ts';
import type { GuardReport } from '../report.ts';
import { ANSWER_WORDS, nameGate, SIGNS } from './guard-words.ts';
import type { Length } from './length.ts';
import { drawPlace, tellRest } from './summary.ts';

/** Every reason by gate, for gates that have more to say than their row of the table; empty when none has. */
export function drawDetails({ gates, bypass }: GuardReport, length: Length): string {
  if (bypass !== null) return '';
  const [first] = gates;
  const isSame = gates.every(({ reasons }) => reasons === first?.reasons || reasons[0] === first?.reasons[0]);
  const telling = gates.filter(({ reasons }) => reasons.length > 1);
  if (isSame || telling.length === 0) return '';
  return telling.map((gate) => drawGate(gate, length)).join('\n\n');
}

function drawGate(gate: GateResult, { words, reasons: most }: Length): string {
  const ordered = LEVELS.flatMap((level) => gate.reasons.filter((reason) => reason.level === level));
  const shown = ordered.slice(0, most).map((reason) => drawReason(reason, words));
  const rest = tellRest(ordered.length - shown.length, 'reasons');
  return [`### ${SIGNS[gate.answer]} ${nameGate(gate)}: ${ANSWER_WORDS[gate.answer]}`, '', ...shown, ...rest].join(
    '\n',
  );
}

const LEVELS: readonly Reason['level'][] = ['failure', 'warning', 'notice'];

function drawReason(reason: Reason, words: number): string {
  const mend = reason.mend === undefined ? '' : ` ${plainText(reason.mend, words)}`;
  return `- ${drawPlace(reason)}${plainText(reason.text, words)}${mend}`;
}
