import { redactSecrets } from '../change/secrets.ts';
import { GateId } from '../config/gates-config.ts';
import type { Complaint } from '../kernel/complaint.ts';
import { reasonOfComplaint } from './complaint-reason.ts';
import type { GateResult, Reason } from './gate.ts';
import type { Bypass, GateWaiver, GuardConclusion, GuardReport } from './report.ts';

/** The answers of the five gates, in order. */
export type Judged = readonly GateResult[];

/** What the gates say of a pull request that they were asked about; a credential that its author wrote is not repeated. */
export function reportGates(
  judged: Judged,
  { waivers, notes }: { readonly waivers: readonly GateWaiver[]; readonly notes: readonly Reason[] },
): GuardReport {
  const gates = judged.map((gate) => ({ ...gate, reasons: gate.reasons.map(withoutSecrets) }));
  return { gates, conclusion: conclude(judged), notes: notes.map(withoutSecrets), bypass: null, waivers };
}

function withoutSecrets(reason: Reason): Reason {
  const { text, mend } = reason;
  return { ...reason, text: redact(text), ...(mend !== undefined && { mend: redact(mend) }) };
}

function redact(text: string): string {
  return redactSecrets('guardrails', text).text;
}

/** A failing gate outweighs everything; what nobody could ask never passes; nothing passed at all is no success. */
function conclude(judged: Judged): GuardConclusion {
  const answers = judged.map(({ answer }) => answer);
  if (answers.includes('fail')) return 'failure';
  if (answers.includes('action_required')) return 'action_required';
  if (answers.includes('waived')) return 'neutral';
  return answers.includes('pass') ? 'success' : 'neutral';
}

/** Nothing was asked, since a switch or a listed app puts all five gates out of force. */
export function reportBypassed(bypass: Bypass, notes: readonly Reason[]): GuardReport {
  const answer = bypass.kind === 'bot' ? 'exempt' : 'off';
  const reason: Reason = { level: 'notice', key: bypass.kind, text: wordBypass(bypass) };
  const gates = GateId.options.map((id): GateResult => ({ id, answer, reasons: [reason] }));
  return { gates, conclusion: 'neutral', notes, bypass, waivers: [] };
}

function wordBypass(bypass: Bypass): string {
  if (bypass.kind === 'bot') return `The author ${bypass.login} is a listed app, and every commit is its own.`;
  return `Off by the kill switch${bypass.since === null ? '' : ` since ${bypass.since}`}.`;
}

/** Nothing was asked, since the configuration cannot be read; no gate passes in silence. */
export function reportMisconfigured(complaint: Complaint, notes: readonly Reason[]): GuardReport {
  const reason = reasonOfComplaint(complaint);
  const gates = GateId.options.map((id): GateResult => ({ id, answer: 'action_required', reasons: [reason] }));
  return { gates, conclusion: 'action_required', notes, bypass: null, waivers: [] };
}
