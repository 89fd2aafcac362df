import { GATE_WORDS, type GateResult, type Reason } from '../../gates/gate.ts';
import { renderShownMark } from '../../gates/guard-mark.ts';
import type { GuardReport } from '../../gates/report.ts';
import { type Annotation, shorten } from '../annotation.ts';
import { headlineOf } from './headline.ts';
import { sayReason } from './reason-text.ts';

const ALL = 'Guardrails';

/** The remarks of a report, the most important first; where they are more than GitHub shows, the last one says how many. */
export function annotationsOf(report: GuardReport): readonly Annotation[] {
  return [
    ...shorten(report.gates.flatMap(failuresOf).filter(isFirst), 'error', ALL),
    ...shorten(
      [...bypassOf(report), ...report.notes.flatMap(remarkOn), ...report.gates.flatMap(warningsOf)],
      'warning',
      ALL,
    ),
  ];
}

/** A configuration that cannot be read stops all five gates for one reason. */
function isFirst(annotation: Annotation, index: number, all: readonly Annotation[]): boolean {
  return all.findIndex(({ path, line, message }) => isSame({ path, line, message }, annotation)) === index;
}

function isSame(one: Pick<Annotation, 'message'> & { path: unknown; line: unknown }, other: Annotation): boolean {
  return one.path === other.path && one.line === other.line && one.message === other.message;
}

function failuresOf({ id, answer, reasons }: GateResult): readonly Annotation[] {
  if (answer !== 'fail' && answer !== 'action_required') return [];
  return reasons
    .filter(({ level }) => level === 'failure')
    .map((reason) => annotate('error', reason.key === 'configuration' ? ALL : titleOf(id), reason));
}

function warningsOf({ id, answer, reasons }: GateResult): readonly Annotation[] {
  const isTold = ({ level }: Reason) => level === 'warning' || (answer === 'waived' && level !== 'notice');
  return reasons.filter(isTold).map((reason) => annotate('warning', titleOf(id), reason));
}

function remarkOn(note: Reason): readonly Annotation[] {
  return note.level === 'notice' ? [] : [annotate('warning', ALL, note)];
}

/** What was let through is told in a form that the audit of waivers finds again. */
function bypassOf(report: GuardReport): readonly Annotation[] {
  const waived = report.gates.filter(({ answer }) => answer === 'waived');
  if (report.bypass === null && waived.length === 0) return [];
  const said = report.bypass === null ? waived : report.gates.slice(0, 1);
  const reasons = said.map(
    ({ id, reasons: [first] }) => (report.bypass === null ? `${id} ` : '') + (first?.text ?? ''),
  );
  const message = [...reasons, renderShownMark(report)].join('\n');
  return [{ level: 'warning', title: `${ALL}: ${headlineOf(report)}`, message }];
}

function titleOf(id: GateResult['id']): string {
  return `${ALL}: ${id} ${GATE_WORDS[id]}`;
}

function annotate(level: Annotation['level'], title: string, reason: Reason): Annotation {
  const { path, line } = reason;
  const place = { ...(path !== undefined && { path }), ...(line !== undefined && { line }) };
  return { level, title, message: sayReason(reason), ...place };
}
