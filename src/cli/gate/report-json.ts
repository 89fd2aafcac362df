import type { GateResult, Reason } from '../../gates/gate.ts';
import type { GuardReport } from '../../gates/report.ts';
import { disarmJson } from './disarm.ts';
import { sayReasonInLine } from './reason-text.ts';

/** The answers for programs: `{gates: [{id, answer, reasons: [{text, path?, line?}]}], conclusion}`. */
export function renderGuardJson(report: GuardReport): string {
  return `${disarmJson(JSON.stringify(plain(report, Number.POSITIVE_INFINITY), null, 2))}\n`;
}

/** The same in one line of at most so many characters: of each gate only the first reasons where all are too many. */
export function renderShortJson(report: GuardReport, longest: number): string {
  const most = Math.max(...report.gates.map(({ reasons }) => reasons.length));
  for (let kept = most; kept > 1; kept = Math.floor(kept / 2)) {
    const json = disarmJson(JSON.stringify(plain(report, kept)));
    if (json.length <= longest) return json;
  }
  return disarmJson(JSON.stringify(plain(report, 0)));
}

function plain({ gates, conclusion }: GuardReport, most: number) {
  return { gates: gates.map((gate) => plainGate(gate, most)), conclusion };
}

function plainGate({ id, answer, reasons }: GateResult, most: number) {
  const left = reasons.length - most;
  const rest = left > 0 ? [{ text: `… ${left} more in the job summary` }] : [];
  const plainOnes = reasons.slice(0, most).map((reason) => plainReason(reason, answer === 'fail'));
  return { id, answer, reasons: [...plainOnes, ...rest] };
}

/** Of a gate that fails only what makes it fail has a place of its own, so that a program finds just those lines. */
function plainReason(reason: Reason, fails: boolean) {
  const { level, path, line } = reason;
  const text = sayReasonInLine(reason);
  if (path === undefined) return { text };
  if (fails && level !== 'failure') return { text: `${path}${line === undefined ? '' : `:${line}`}: ${text}` };
  return { text, path, ...(line !== undefined && { line }) };
}
