import { parseCommand } from '../change/command.ts';
import type { PullRef, RepositoryRef } from '../change/pull-request.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Delivery, DeliveryRequest } from '../routing/delivery-request.ts';
import { answerMergeGroup } from './answer-merge-group.ts';
import { judgeBacktestAgain, judgeEndedRun } from './backtest-check/begin-judgement.ts';
import { repeatForQueue } from './backtest-check/repeat-for-queue.ts';
import { dropReviews } from './drop-reviews.ts';
import { instructs } from './ground-texts.ts';
import { guardBased } from './guard-based.ts';
import { guardedAt, guardedHead } from './guard-check.ts';
import { guardMergeGroup } from './guard-merge-group.ts';
import { guardOthers } from './keep-guard.ts';
import { judgeOthers } from './keep-rules.ts';
import type { ObeyPorts } from './obey/commander.ts';
import type { PullPorts } from './pull-ports.ts';
import { refreshOrderOf } from './refresh-library.ts';
import { allowsReview } from './rights.ts';
import { ruledHead, watchingAt } from './rules-check.ts';
import { ruleMergeGroup } from './rules-merge-group.ts';
import { takeUpPull } from './take-up-pull.ts';

/** What every story of the app asks of the outside world, for any repository. */
export interface HousePorts extends Pick<PullPorts, 'book' | 'stories' | 'journal' | 'clock'> {
  readonly deliveries: Deliveries;
  /** The ports for one repository. */
  readonly at: (repository: RepositoryRef) => ObeyPorts;
}

/** Does what a delivery asks, and notes what that led to; the same delivery is received once, however often it comes. */
export async function receiveDelivery(delivery: Delivery, ports: HousePorts): Promise<void> {
  const { journal, deliveries } = ports;
  const { id, event, action, repositoryId, receivedAt, request } = delivery;
  const pull = 'pull' in request ? request.pull.number : null;
  await journal.step('note the delivery', () => deliveries.note({ id, event, action, repositoryId, pull, receivedAt }));
  const outcome = await act(request, id, ports);
  await journal.step('conclude the delivery', () => deliveries.conclude(id, outcome));
}

/** Returns what was done, in words for people. */
async function act(request: DeliveryRequest, id: string, ports: HousePorts): Promise<string> {
  switch (request.kind) {
    case 'pull-changed':
      return lookSoon(request.pull, { cause: id, again: request.again }, ports);
    case 'pull-closed': {
      const how = request.merged ? 'merged' : 'closed';
      const here = ports.at(request.pull.repository);
      const dropped = await dropReviews(request.pull, { kind: 'closed', how }, here);
      await ports.journal.step('guard others with its head', () => guardLeft(request.pull, id, here));
      return `${how}; ${dropped.length} running reviews ended`;
    }
    case 'comment':
      return beginCommand(request, ports);
    case 'incident-comment':
    case 'ops-comment':
      return beginOpsCommand(request, ports);
    case 'thread-answered':
      await ports.journal.step(`hear the threads of #${request.pull.number} soon`, () =>
        ports.stories.hearSoon({ pull: request.pull, cause: id }),
      );
      return 'heard soon';
    case 'approval-changed':
      await judgeSoon(request.pull, { cause: id, again: false }, ports);
      return guard(request.pull, { cause: id, again: false }, ports);
    case 'checks-changed':
      return judgeWatching(request, id, ports);
    case 'check-pressed':
      return answerPress(request, id, ports);
    case 'run-ended':
      return judgeEndedRun({ ...request, cause: id }, ports);
    case 'suite-pressed':
      return sayAgain(request, id, ports);
    case 'merge-group':
      return answerQueue(request, ports);
    case 'base-moved':
      return lookAtBased(request, id, ports);
    case 'repositories-added':
      return remember(request, ports);
    case 'repositories-removed':
      for (const one of request.ids) {
        const ended = await ports.journal.step(`forget repository ${one}`, () => ports.book.forgetRepository(one));
        for (const { key } of ended) await ports.journal.step(`stop ${key}`, () => ports.stories.stopReview(key));
      }
      return `${request.ids.length} repositories forgotten`;
    default:
      return request satisfies never;
  }
}

async function remember(
  { repositories }: Extract<DeliveryRequest, { kind: 'repositories-added' }>,
  { journal, book }: HousePorts,
): Promise<string> {
  for (const repository of repositories)
    await journal.step(`remember repository ${repository.id}`, () => book.rememberRepository(repository));
  return `${repositories.length} repositories remembered`;
}

/** What stands on a branch is looked at again when that moves. */
async function lookAtBased(
  request: Extract<DeliveryRequest, { kind: 'base-moved' }>,
  id: string,
  ports: HousePorts,
): Promise<string> {
  const guarded = await guardBased(request, id, ports.at(request.repository));
  const looked = await lookAtRefused(request, id, ports);
  return [looked, guarded, ...(await beginRefresh(request, id, ports))].join('; ');
}

/** Every check that may be required is written on the commit, since nothing merges without. */
async function answerQueue(
  group: Extract<DeliveryRequest, { kind: 'merge-group' }>,
  ports: HousePorts,
): Promise<string> {
  const here = ports.at(group.repository);
  const guarded = await guardMergeGroup(group, here);
  const verdict = await answerMergeGroup(group, here);
  const ruled = await ruleMergeGroup(group, here);
  return `${verdict}, ${guarded}, ${ruled}, ${await repeatForQueue(group, here)}`;
}

interface Look {
  readonly cause: string;
  readonly again: boolean;
}

async function lookSoon(pull: PullRef, { cause, again }: Look, { journal, stories }: HousePorts): Promise<string> {
  await journal.step(`look at #${pull.number} soon`, () => stories.takeUpSoon({ pull, cause, asked: null, again }));
  return 'looked at soon';
}

async function judgeSoon(pull: PullRef, look: Look, { journal, stories }: HousePorts): Promise<string> {
  await journal.step(`judge the rules of #${pull.number} soon`, () => stories.judgeRulesSoon({ pull, ...look }));
  return 'rules are judged soon';
}

/** Only who hangs on the checks of a commit is asked again when one of them begins or ends. */
async function judgeWatching(
  { repository, headSha }: Extract<DeliveryRequest, { kind: 'checks-changed' }>,
  id: string,
  ports: HousePorts,
): Promise<string> {
  const here = ports.at(repository);
  const pulls = await ports.journal.step('find who watches this head', () => watchingAt(repository, headSha, here));
  for (const pull of pulls) await judgeSoon(pull, { cause: id, again: false }, ports);
  return `the rules of ${pulls.length} pull requests are judged soon`;
}

async function beginCommand(
  { pull, comment }: Extract<DeliveryRequest, { kind: 'comment' }>,
  { journal, stories }: HousePorts,
): Promise<string> {
  const parsed = parseCommand({ body: comment.body, edited: false, senderKind: comment.authorKind });
  if (parsed.kind === 'ignored') return 'no command';
  await journal.step('start the command', () => stories.startCommand({ pull, comment }));
  return 'a command';
}

async function beginOpsCommand(
  request: Extract<DeliveryRequest, { kind: 'incident-comment' | 'ops-comment' }>,
  { journal, stories }: HousePorts,
): Promise<string> {
  const { repository, number, comment } = request;
  const order = { repository, number, comment };
  if (request.kind === 'incident-comment') {
    await journal.step('start the command about an incident', () => stories.startIncidentCommand(order));
    return 'a command about an incident';
  }
  await journal.step('start the answer about operations', () => stories.startOpsAnswer(order));
  return 'a question about operations';
}

async function guard(pull: PullRef, { cause, again }: Look, { journal, stories }: HousePorts): Promise<string> {
  await journal.step(`guard #${pull.number}`, () =>
    stories.startGuard({ pull, cause, again }, `${pull.repository.id} ${cause}`),
  );
  return 'guarded';
}

/** All checks of a commit are said once more, from the record where there is one; nothing is paid for. */
async function sayAgain(
  { repository, headSha }: Extract<DeliveryRequest, { kind: 'suite-pressed' }>,
  id: string,
  ports: HousePorts,
): Promise<string> {
  const here = ports.at(repository);
  const pulls = await ports.journal.step('find who has this head', () => guardedAt(repository, headSha, here));
  for (const pull of pulls) await lookSoon(pull, { cause: id, again: true }, ports);
  return `${pulls.length} pull requests are looked at soon`;
}

/** What a closed pull request said of its head stands until another one with that head speaks. */
async function guardLeft(pull: PullRef, cause: string, ports: PullPorts): Promise<number> {
  const ruled = await ruledHead(pull, ports);
  if (ruled !== null) await judgeOthers({ pull, cause }, ruled, ports);
  const head = await guardedHead(pull, ports);
  return head === null ? 0 : guardOthers({ pull, cause }, head, ports);
}

/** The host shows the button to whoever can write; we look it up all the same where a review is paid for. */
async function answerPress(
  { pull, check, by }: Extract<DeliveryRequest, { kind: 'check-pressed' }>,
  id: string,
  ports: HousePorts,
): Promise<string> {
  const here = ports.at(pull.repository);
  if (check === 'guardrails') {
    await ports.journal.step('guard others with its head', () => guardLeft(pull, id, here));
    return guard(pull, { cause: id, again: true }, ports);
  }
  if (check === 'rules') return judgeSoon(pull, { cause: id, again: true }, ports);
  if (check === 'backtest') return judgeBacktestAgain(pull, id, here);
  const permission = await ports.journal.step('look up who asks', () => here.host.permissionOf(by));
  if (!allowsReview(permission)) return `refused, since ${by} has ${permission}`;
  const asked = { by, isWelcome: true, anew: true, sessionType: null, full: false };
  const taken = await takeUpPull({ pull, cause: id, asked, again: true }, here);
  return taken.kind;
}

/** Documents are read beforehand, so that the next review need not. */
async function beginRefresh(
  request: Extract<DeliveryRequest, { kind: 'base-moved' }>,
  id: string,
  { journal, stories }: HousePorts,
): Promise<readonly string[]> {
  const order = refreshOrderOf(request);
  if (order === null) return [];
  await journal.step('begin to refresh the library', () => stories.startRefresh(order, id));
  return ['documents are read'];
}

/** When what instructs has changed, the pull requests that were refused for it are looked at again. */
async function lookAtRefused(
  { repository, branch, paths }: Extract<DeliveryRequest, { kind: 'base-moved' }>,
  id: string,
  ports: HousePorts,
): Promise<string> {
  if (paths !== null && !paths.some(instructs)) return 'nothing that instructs has changed';
  const { host, book, journal } = ports.at(repository);
  const refused = await journal.step('find the refused pull requests', async () => {
    const open = (await host.listOpenPulls()).filter((pull) => pull.base.branch === branch);
    const numbers: number[] = [];
    for (const { ref } of open) if ((await book.current(ref))?.cause === 'configuration') numbers.push(ref.number);
    return numbers;
  });
  for (const number of refused) await lookSoon({ repository, number }, { cause: id, again: false }, ports);
  return `${refused.length} refused pull requests are looked at again`;
}
