import type { ListedPull } from '../change/pull-request.ts';
import { renderGuardFailure } from '../gates/check/failure-check.ts';
import { renderGuardCheck } from '../gates/check/guard-check.ts';
import type { Bypass } from '../gates/report.ts';
import { type AppError, isAppError } from '../kernel/app-error.ts';
import { complaintOf } from '../kernel/complaint.ts';
import { hashText } from '../kernel/hash.ts';
import type { GuardOrder } from '../routing/guard-order.ts';
import { auditGuard } from './guard-audit.ts';
import { guardedAt, guardedHead, putGuardCheck } from './guard-check.ts';
import { type Guarded, guardPull } from './guard-pull.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { isStopped } from './stopped.ts';

/**
 * Asks the gates about a pull request as it is now, and writes their check where it says something new. One step does
 * all of it: repeated, it reads anew and finds what it wrote. What an author wrote does not get into its record.
 */
export async function keepGuard(order: GuardOrder, ports: PullPorts): Promise<void> {
  const { journal } = ports;
  try {
    await journal.step('ask the gates', () => askGates(order, ports));
  } catch (error) {
    if (isStopped(error) || !isAppError(error)) throw error;
    await journal.step('tell why the gates gave no answer', () => tellFailure(order, error, ports));
    throw error;
  }
}

/** Returns what was done, in words for people. */
async function askGates(order: GuardOrder, ports: PullPorts): Promise<string> {
  const guarded = await guardPull(order.pull.number, ports);
  if (guarded.kind === 'gone') return 'there is no such pull request';
  const { pull, head, report } = guarded;
  if (pull.state !== 'open') return 'it is not open';
  await auditGuard(guarded, ports);
  const { conclusion, output } = renderGuardCheck(report);
  const basis = basisOf(pull, report.bypass);
  const before = await guardedHead(order.pull, ports);
  const written = await putGuardCheck(order, { head, basis, conclusion, output }, ports);
  if (before !== null && before !== head) await guardOthers(order, before, ports);
  if (written === 'written') await auditPublished(order, guarded, ports);
  return `${conclusion}, ${written}`;
}

/** A head that a pull request has left, or has been closed at, may still be that of another one. */
export async function guardOthers(
  { pull, cause }: Pick<GuardOrder, 'pull' | 'cause'>,
  head: string,
  ports: Pick<PullPorts, 'publications' | 'stories'>,
): Promise<number> {
  const others = (await guardedAt(pull.repository, head, ports)).filter(({ number }) => number !== pull.number);
  for (const other of others) {
    const id = `${other.repository.id} ${cause} ${other.number}`;
    await ports.stories.startGuard({ pull: other, cause, again: false }, id);
  }
  return others.length;
}

async function auditPublished(
  { pull, cause }: GuardOrder,
  { head, report }: Extract<Guarded, { kind: 'judged' }>,
  ports: PullPorts,
): Promise<void> {
  await ports.audit.append({
    repositoryId: pull.repository.id,
    cause,
    act: 'guardrails.published',
    actor: 'conclave',
    subject: `#${pull.number}`,
    detail: {
      head,
      conclusion: report.conclusion,
      ...Object.fromEntries(report.gates.map(({ id, answer }) => [id, answer])),
    },
    at: timeOf(ports),
  });
}

/** The answer depends on nothing else that may change without an event of its own. */
export function basisOf(
  { title, body, labels, head, base, draft }: Omit<ListedPull, 'ref'>,
  bypass: Bypass | null,
): string {
  const killSwitch = bypass?.kind === 'kill-switch';
  return hashText(JSON.stringify([title, body, labels.toSorted(), head.sha, base.branch, draft, killSwitch]));
}

/** A pull request that cannot be read has no head to write at; the next round finds it. */
async function tellFailure(order: GuardOrder, error: AppError, ports: PullPorts): Promise<void> {
  const pull = await ports.host.readPull(order.pull.number);
  if (pull?.state !== 'open') return;
  const failed = renderGuardFailure(complaintOf(error));
  await putGuardCheck(order, { head: pull.head.sha, basis: 'failed', ...failed }, ports);
}
