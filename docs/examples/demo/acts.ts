import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../src/kernel/app-error.ts';
import type { Conversation, SaidComment, ShownCheck } from '../../../test/fakes/github/conversation.ts';
import type { Delivery } from '../../../test/fakes/github/deliveries.ts';
import type { PullOrder } from '../../../test/fakes/github/pulls.ts';
import type { Pull } from '../../../test/fakes/github/world.ts';
import { annotationsOf } from './annotation.ts';
import type { Narrator, Sign } from './narrator.ts';
import { awaitSight } from './patience.ts';
import type { Stage } from './stage.ts';
import { renderForTerminal } from './terminal-markdown.ts';

const VERDICT = 'conclave/verdict';
const GUARDRAILS = 'conclave/guardrails';

/** Where an act is played, who tells of it, and what gives it up. */
export interface Play {
  readonly stage: Stage;
  readonly narrator: Narrator;
  readonly signal: AbortSignal;
}

/** A pull request to open and how its check must end. */
export interface Opening extends PullOrder {
  readonly conclusion: 'failure' | 'action_required';
}

/** Opens a pull request and awaits its one comment, its verdict and its guardrails. */
export async function openPull(play: Play, { conclusion, ...order }: Opening): Promise<Pull> {
  const { stage, narrator, signal } = play;
  const begun = performance.now();
  const since = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  const told = stage.github.deliveries.length;
  const pull = stage.github.openPull(stage.repository, order);
  await tellDelivery(play, 'pull_request', told);
  const read = () => stage.github.conversation(pull);
  const started = await awaitSight('a check', () => read().checks.find(({ name }) => name === VERDICT), signal);
  narrator.fact('runs', `${started.name} ${inWords(started.status)} after ${since()}`);
  const done = await awaitSight('a verdict', () => concluded(read()), signal);
  const [check, guard] = [onlyCheck(done, VERDICT), onlyCheck(done, GUARDRAILS)];
  narrator.fact(signOf(guard), `${guard.name} ${inWords(guard.conclusion)}: ${guard.title}`);
  narrator.fact(signOf(check), `${check.name} ${inWords(check.conclusion)} after ${since()}: ${check.title}`);
  const comment = onlyVerdict(done);
  narrator.fact('counts', countsOf(done));
  narrator.quote(`${comment.author} comments`, renderForTerminal(comment.body, narrator.width));
  if (check.conclusion !== conclusion)
    throw new AppError('broken', `${check.name} of #${pull.number} ended as ${check.conclusion}`, {
      expected: conclusion,
    });
  return pull;
}

/** What somebody writes below a pull request. */
export interface Command {
  readonly author: string;
  readonly words: string;
}

/** A person comments a command, and its answer is awaited; one that decides changes the check too. */
export async function command(play: Play, pull: Pull, { author, words }: Command): Promise<void> {
  const { stage, narrator, signal } = play;
  const read = () => stage.github.conversation(pull);
  const [before, verdict] = [onlyCheck(read(), VERDICT), onlyVerdict(read())];
  const told = stage.github.deliveries.length;
  const { id } = stage.github.comment(pull, author, words);
  await tellDelivery(play, 'issue_comment', told);
  const answer = await awaitSight(`an answer to ${words}`, () => answerTo(read(), id), signal);
  narrator.quote(`${answer.author} answers`, renderForTerminal(answer.body, narrator.width));
  if (!words.startsWith('/conclave waive ')) return;
  const changed = (check: ShownCheck) => (check.title === before.title ? null : check);
  const after = await awaitSight('the changed check', () => changed(onlyCheck(read(), VERDICT)), signal);
  const edited = () => (onlyVerdict(read()).edits > verdict.edits ? true : null);
  await awaitSight('the edited verdict comment', edited, signal);
  narrator.fact(signOf(after), `${after.name} ${inWords(after.conclusion)}: ${after.title}`);
  narrator.fact('counts', `${countsOf(read())}; the verdict comment was edited in place`);
}

/** The same delivery comes once more, and a second later everything stands as it stood. */
export async function redeliver({ stage, narrator, signal }: Play, pulls: readonly Pull[]): Promise<void> {
  const { github } = stage;
  const first = github.deliveries[0];
  if (first === undefined) throw new AppError('broken', 'no delivery was sent');
  await github.delivered();
  const read = () => pulls.map((pull) => github.conversation(pull));
  const before = read();
  const again = await github.redeliver(first.id);
  narrator.fact('comes', acknowledged(again));
  await sleep(1_000, undefined, { signal });
  const after = read();
  if (JSON.stringify(after) !== JSON.stringify(before))
    throw new AppError('broken', 'a delivery that came twice changed a conversation');
  const counts = after.map((conversation) => `#${conversation.number} has ${countsOf(conversation)}`);
  narrator.fact('counts', `a second later nothing has changed: ${counts.join('; ')}`);
}

/** The id of a finding by the name that the verdict gives it: `B1` is the first blocker, `C1` the first change. */
export function findingCalled(name: string, conversation: Conversation): string {
  const titles = annotationsOf(onlyCheck(conversation, VERDICT)).map(({ title }) => title);
  const found = titles.find((title) => title.startsWith(`${name} `))?.match(/F-[0-9a-f]{8}/)?.[0];
  if (found === undefined) throw new AppError('broken', `the check of #${conversation.number} names no ${name}`);
  return found;
}

async function tellDelivery({ stage, narrator, signal }: Play, event: string, told: number): Promise<void> {
  const find = () => stage.github.deliveries.slice(told).find((each) => each.event === event);
  narrator.fact('comes', acknowledged(await awaitSight(`the answer to a ${event} delivery`, find, signal)));
}

function acknowledged({ event, action, duration, status, statusCode }: Delivery): string {
  const words = `delivery ${event} ${action ?? ''}`;
  if (statusCode !== 200) throw new AppError('broken', `${words} was not taken: ${status}`);
  return `${words}, signed; acknowledged in ${Math.round(duration * 1000)} ms`;
}

function concluded(conversation: Conversation): Conversation | null {
  const { checks, comments } = conversation;
  const isDone = [VERDICT, GUARDRAILS].every((wanted) =>
    checks.some(({ name, status }) => name === wanted && status === 'completed'),
  );
  return isDone && comments.length > 0 ? conversation : null;
}

function answerTo({ comments }: Conversation, id: number): SaidComment | undefined {
  const asked = comments.find((comment) => comment.id === id);
  if (!asked?.reactions.some(({ content }) => content === '+1')) return undefined;
  return comments.find(({ body }) => body.startsWith(`<!-- conclave:answer comment=${id} -->`));
}

function onlyCheck({ checks, number }: Conversation, name: string): ShownCheck {
  const named = checks.filter((check) => check.name === name);
  const [check, ...others] = named;
  if (check === undefined || others.length > 0)
    throw new AppError('broken', `#${number} has ${named.length} checks ${name}`, { expected: 'exactly one' });
  return check;
}

function onlyVerdict({ comments, number }: Conversation): SaidComment {
  const verdicts = comments.filter(isVerdict);
  const [verdict, ...others] = verdicts;
  if (verdict === undefined || others.length > 0)
    throw new AppError('broken', `#${number} has ${verdicts.length} verdict comments`, { expected: 'exactly one' });
  return verdict;
}

function isVerdict({ body }: SaidComment): boolean {
  return body.startsWith('<!-- conclave:verdict ');
}

/** Says how much stands there; more than one verdict, or check of a name, is an error. */
function countsOf(conversation: Conversation): string {
  onlyVerdict(conversation);
  onlyCheck(conversation, VERDICT);
  onlyCheck(conversation, GUARDRAILS);
  const { length } = conversation.comments;
  return length === 1
    ? 'exactly 1 comment and 1 check of each kind'
    : `${length} comments, exactly 1 of them a verdict, and 1 check of each kind`;
}

function inWords(state: string | null): string {
  return (state ?? 'without a conclusion').replaceAll('_', ' ');
}

function signOf({ conclusion }: ShownCheck): Sign {
  if (conclusion === 'failure' || conclusion === 'action_required' || conclusion === 'success') return conclusion;
  return 'neutral';
}
