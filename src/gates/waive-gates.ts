import type { GateId } from '../config/gates-config.ts';
import type { GateResult, Reason } from './gate.ts';
import type { GateFailure, GateWaiver } from './report.ts';

/** The failures of the gates by what is the same about them over pushes. */
export function failuresOf(judged: readonly GateResult[]): readonly GateFailure[] {
  return judged.filter(({ answer }) => answer === 'fail').map(failureOf);
}

function failureOf({ id, reasons }: GateResult): GateFailure {
  const failing = reasons.filter(({ level }) => level === 'failure');
  const marks = failing.map(({ key, path }) => (path === undefined ? key : `${key} in ${path}`));
  return { gate: id, marks: [...new Set(marks)].toSorted() };
}

/** The answers with what people decided about the failing ones, and the decisions that were used. */
export interface WaivedGates {
  readonly judged: readonly GateResult[];
  readonly waivers: readonly GateWaiver[];
  readonly notes: readonly Reason[];
}

/**
 * Lets a failing gate be waived by the first waiver that names it and counts at this head. A waiver by command counts
 * at its own commit while nothing new fails there (base, title or description may have changed since), and at another
 * one where the same gate fails for the same reasons in the same files.
 */
export function waiveGates(judged: readonly GateResult[], waivers: readonly GateWaiver[], head: string): WaivedGates {
  const used = new Set<GateWaiver>();
  const notes: Reason[] = [];
  const gates = judged.map((gate) => {
    const naming = gate.answer === 'fail' ? waivers.filter(({ gates: named }) => named.includes(gate.id)) : [];
    const counting = naming.find((waiver) => countsAt(waiver, gate, head));
    const last = naming.at(-1);
    if (counting === undefined) return last === undefined ? gate : note(notes, gate, lapsed(last, gate.id));
    used.add(counting);
    return waived(gate, counting);
  });
  return { judged: gates, waivers: [...used], notes };
}

function countsAt({ how, head: given, failures }: GateWaiver, gate: GateResult, head: string): boolean {
  if (how === 'label') return true;
  const now = failureOf(gate).marks;
  const then = failures.find(({ gate: id }) => id === gate.id)?.marks;
  if (then === undefined || !now.every((mark) => then.includes(mark))) return false;
  return given === head || now.length === then.length;
}

function note(notes: Reason[], gate: GateResult, reason: Reason): GateResult {
  notes.push(reason);
  return gate;
}

const SHORT_SHA = 7;

function lapsed({ by, head }: GateWaiver, gate: GateId): Reason {
  return {
    level: 'warning',
    key: `waiver lapsed ${gate}`,
    text: `The waiver of ${gate} by @${by} was given at ${head.slice(0, SHORT_SHA)}; the gate fails otherwise now.`,
    mend: `Mend it, or ask anew with /conclave waive ${gate} and a reason.`,
  };
}

/** What failed stays to be read, as a warning. */
function waived({ id, reasons }: GateResult, { by, head, reason }: GateWaiver): GateResult {
  const decision: Reason = {
    level: 'notice',
    key: 'waived',
    text: `waived by @${by} at ${head.slice(0, SHORT_SHA)}: "${reason}"`,
  };
  const kept = reasons.map((each): Reason => (each.level === 'failure' ? { ...each, level: 'warning' } : each));
  return { id, answer: 'waived', reasons: [decision, ...kept] };
}
