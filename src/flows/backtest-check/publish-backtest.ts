import { renderBacktestCheck, renderNoReport } from '../../backtest/verdict/check.ts';
import { renderBacktestComment } from '../../backtest/verdict/comment.ts';
import type { PullRef } from '../../change/pull-request.ts';
import { isAppError } from '../../kernel/app-error.ts';
import { complaintOf } from '../../kernel/complaint.ts';
import type { OrderEnding } from '../../ports/backtest-orders.ts';
import type { BacktestRunOrder } from '../../routing/backtest-run-order.ts';
import { timeOf } from '../pull-ports.ts';
import { isStopped } from '../stopped.ts';
import type { BacktestCheckPorts } from './check-ports.ts';
import { endOrder } from './end-order.ts';
import { type FoundRun, type FoundSubject, findRun } from './found-run.ts';
import { type JudgedSubject, judgeSubject } from './judge-subject.ts';
import { type PutCheck, putBacktestCheck } from './put-check.ts';
import { hasBacktestComment, putBacktestComment } from './put-comment.ts';
import { findOrder } from './subjects.ts';

/**
 * Judges the backtests of a workflow's run and shows them on the pull requests that they are about. One step does all of
 * it: repeated, it reads anew and finds what it wrote. What a run left behind does not get into its record.
 */
export async function publishBacktest(order: BacktestRunOrder, ports: BacktestCheckPorts): Promise<void> {
  await ports.journal.step('judge the backtest', () => judgeAndWrite(order, ports));
}

/** Returns what was done, in words for people. */
async function judgeAndWrite(order: BacktestRunOrder, ports: BacktestCheckPorts): Promise<string> {
  const found = await findRun(order.repository, order.run, ports);
  if (found === null) return 'no run of backtests';
  const told: string[] = [];
  for (const subject of found.subjects) {
    const judged = await judgeOrTell({ order, subject, found }, ports);
    const how = await write({ order, subject, found, judged }, ports);
    await endPlaced(subject, { order, judged }, ports);
    told.push(`#${subject.pull.ref.number}: ${how}`);
  }
  if (told.length === 0) await dropOrder(order, found, ports);
  return told.length === 0 ? 'of no open pull request' : told.join(', ');
}

/** What cannot be judged is told in the check before the story fails, since nobody else would say it. */
async function judgeOrTell(
  { order, subject, found }: Omit<Writing, 'judged'>,
  ports: BacktestCheckPorts,
): Promise<JudgedSubject> {
  try {
    return await judgeSubject(subject, found, ports);
  } catch (error) {
    if (isStopped(error) || !isAppError(error)) throw error;
    const why = { kind: 'failed', complaint: complaintOf(error) } as const;
    await write({ order, subject, found, judged: { kind: 'none', why, isBelieved: subject.order !== null } }, ports);
    throw error;
  }
}

interface Writing {
  readonly order: BacktestRunOrder;
  readonly subject: FoundSubject;
  readonly found: FoundRun;
  readonly judged: JudgedSubject;
}

async function write(
  { order, subject, found, judged }: Writing,
  ports: BacktestCheckPorts,
): Promise<PutCheck | 'stale'> {
  if (judged.kind === 'stale') return 'stale';
  const { pull } = subject;
  const head = pull.head.sha;
  const { cause, again } = order;
  const place = { pull: pull.ref, head, run: found.run.id, cause, again };
  if (judged.kind === 'none') {
    return putBacktestCheck({ ...place, ...renderNoReport(judged.why), isBelieved: judged.isBelieved }, ports);
  }
  const { verdict, shown, notes } = judged;
  const isBelieved = verdict.attestation.kind === 'attested';
  const how = await putBacktestCheck({ ...place, ...renderBacktestCheck(verdict, shown, notes), isBelieved }, ports);
  if (how === 'outweighed') return how;
  const isWanted = verdict.answer !== 'nothing' || (await hasBacktestComment(pull.ref, ports));
  if (isWanted) {
    const { number } = pull.ref;
    const body = renderBacktestComment(verdict, shown, { number, head, runUrl: found.run.url, notes });
    await putBacktestComment({ pull: pull.ref, head, body }, ports);
  }
  if (how === 'written') await auditPublished(order, { pull: pull.ref, head, judged }, ports);
  return how;
}

async function auditPublished(
  { repository, cause, run }: BacktestRunOrder,
  { pull, head, judged }: { readonly pull: PullRef; readonly head: string; readonly judged: JudgedSubject },
  ports: BacktestCheckPorts,
): Promise<void> {
  if (judged.kind !== 'judged') return;
  const { conclusion, answer, attestation } = judged.verdict;
  await ports.audit.append({
    repositoryId: repository.id,
    cause: `${cause} run ${run}`,
    act: 'backtest.published',
    actor: 'conclave',
    subject: `#${pull.number}`,
    detail: { head, run, conclusion, answer, attestation: attestation.kind },
    at: timeOf(ports),
  });
}

/** An order ends with the first believed run of it, whatever that says; somebody else's run with its nonce ends nothing. */
async function endPlaced(
  { order: placed }: FoundSubject,
  { order, judged }: Pick<Writing, 'order' | 'judged'>,
  ports: BacktestCheckPorts,
): Promise<void> {
  if (placed === null || !endsOrder(judged)) return;
  const how: OrderEnding['how'] = judged.kind === 'stale' ? 'stale' : 'published';
  await endOrder(placed, { how, run: order.run }, ports);
}

function endsOrder(judged: JudgedSubject): boolean {
  switch (judged.kind) {
    case 'stale':
      return true;
    case 'none':
      return judged.isBelieved;
    case 'judged':
      return judged.verdict.attestation.kind === 'attested';
    default:
      return judged satisfies never;
  }
}

/** A pull request that was closed meanwhile needs no report. */
async function dropOrder(
  { repository, run }: BacktestRunOrder,
  found: FoundRun,
  ports: BacktestCheckPorts,
): Promise<void> {
  const bundle = found.fetched.kind === 'fetched' ? found.fetched.bundle : null;
  const placed = await findOrder(repository, { run: found.run, bundle }, ports);
  if (placed !== null) await endOrder(placed, { how: 'stale', run }, ports);
}
