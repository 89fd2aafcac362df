import type { ListedPull, PullRef, RepositoryRef } from '../change/pull-request.ts';
import type { RulesCheck } from '../gates/rules/check/rules-check.ts';
import { RULES_CHECK } from '../gates/rules/head-check.ts';
import type { RulesConclusion } from '../gates/rules/rule-report.ts';
import { hashText } from '../kernel/hash.ts';
import type { CheckOrder } from '../ports/code-host.ts';
import type { Publication } from '../ports/publications.ts';
import type { GuardOrder } from '../routing/guard-order.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { borrow } from './strictest.ts';

/** What the check of the rules is to say of a head. */
export interface RulesWords extends RulesCheck {
  readonly head: string;
  /** What of the pull request the answer was drawn from, by which a later look knows whether that changed. */
  readonly basis: string;
  /** Whether the answer hangs on checks of others, so that it is drawn again when one of them changes. */
  readonly watchesChecks: boolean;
}

type CheckPorts = Pick<PullPorts, 'host' | 'publications' | 'clock'>;

/**
 * Writes the check of a pull request's rules and notes it with its full text; what stands already is not written again
 * unless that is asked for. A run that waits is ended in its place; whoever answers anew does it in a new run, since the
 * host shows the newest one. Of several pull requests with one head the strictest answer stands.
 */
export async function putRulesCheck(order: GuardOrder, own: RulesWords, ports: CheckPorts): Promise<Written> {
  const standing = await ports.publications.find(rulesKey(order.pull));
  const said = await strictestRules(order.pull, own, ports);
  const isFirst = standing?.head !== own.head;
  if (!order.again && !isFirst && (await saysSo(standing, { own, said }, ports))) return { how: 'as-before', isFirst };
  const key = runKey(order, own.head, standing);
  const { id, url } = await ports.host.putCheck({
    ...{ name: RULES_CHECK, sha: own.head, key, knownId: null, detailsUrl: null, output: said.output },
    state: stateOf(said, timeOf(ports)),
  });
  const text = [key, own.basis, own.watchesChecks ? WATCHES : '-', own.conclusion, tell(said)].join('\n');
  const { pull } = order;
  const noted = { key: rulesKey(pull), pull, head: own.head, hostId: id, url, text, at: timeOf(ports) };
  await ports.publications.note({ ...noted, kind: 'check' });
  return { how: 'written', isFirst };
}

/** Whether something was written, and whether it is the first word on this head. */
export interface Written {
  readonly how: 'written' | 'as-before';
  readonly isFirst: boolean;
}

interface Said {
  readonly own: RulesWords;
  readonly said: RulesCheck;
}

/** Whether what stands says just this, in the run that the host shows; then only its basis is noted anew. */
async function saysSo(
  standing: Publication,
  { own, said }: Said,
  { publications, clock }: CheckPorts,
): Promise<boolean> {
  if (linesOf(standing).told !== tell(said)) return false;
  const newest = await newestAtHead(standing.pull, own.head, { publications });
  if (newest !== null && newest.hostId > standing.hostId) return false;
  const { key } = linesOf(standing);
  const text = [key, own.basis, own.watchesChecks ? WATCHES : '-', own.conclusion, tell(said)].join('\n');
  if (text !== standing.text) await publications.note({ ...standing, text, at: timeOf({ clock }) });
  return true;
}

/** A run that has not ended is ended; one that has is never opened again. */
function runKey({ pull, cause }: GuardOrder, head: string, standing: Publication | null): string {
  const waits = standing?.head === head && linesOf(standing).told.startsWith(`${RULES_CHECK}: pending\n`);
  return waits ? linesOf(standing).key : `${rulesKey(pull)}:${head}:${hashText(cause).slice(0, 12)}`;
}

/** How the run of a check stands that has no conclusion while something is pending. */
export function stateOf({ conclusion }: Pick<RulesCheck, 'conclusion'>, at: string): CheckOrder['state'] {
  if (conclusion === 'pending') return { kind: 'in-progress', startedAt: at };
  return { kind: 'completed', conclusion, completedAt: at };
}

/** How the rules of a pull request stand at a head on record; null when nothing was said there. */
export async function rulesStanding(
  { ref, head }: Pick<ListedPull, 'ref' | 'head'>,
  { publications }: Pick<PullPorts, 'publications'>,
): Promise<{ readonly conclusion: RulesConclusion; readonly basis: string } | null> {
  const standing = await publications.find(rulesKey(ref));
  if (standing?.head !== head.sha) return null;
  return { conclusion: conclusionOf(standing), basis: linesOf(standing).basis };
}

/** The pull requests whose rules were last judged at a head, those that watch its checks only. */
export async function watchingAt(
  { id }: RepositoryRef,
  head: string,
  { publications }: Pick<PullPorts, 'publications'>,
): Promise<readonly PullRef[]> {
  const noted = await publications.atHead(id, head, PREFIX);
  return noted.filter((one) => linesOf(one).watch === WATCHES).map(({ pull }) => pull);
}

/** The other pull requests whose rules were last judged at a head. */
export async function sharingHead(
  pull: PullRef,
  head: string,
  { publications }: Pick<PullPorts, 'publications'>,
): Promise<readonly PullRef[]> {
  const noted = await publications.atHead(pull.repository.id, head, PREFIX);
  return noted.map((one) => one.pull).filter(({ number }) => number !== pull.number);
}

/** The head at which the rules of a pull request were last judged; null when they never were. */
export async function ruledHead(pull: PullRef, { publications }: Pick<PullPorts, 'publications'>) {
  return (await publications.find(rulesKey(pull)))?.head ?? null;
}

async function newestAtHead(
  { repository }: PullRef,
  head: string,
  { publications }: Pick<PullPorts, 'publications'>,
): Promise<Publication | null> {
  const noted = await publications.atHead(repository.id, head, PREFIX);
  return noted.toSorted((left, right) => right.hostId - left.hostId)[0] ?? null;
}

/** Reads the key of a check of the rules; null when a text is none. */
export function readRulesKey(text: string): { readonly repositoryId: number; readonly pull: number } | null {
  const found = /^check:rules:(\d+):(\d+):[0-9a-f]+:[0-9a-f]+$/.exec(text);
  return found === null ? null : { repositoryId: Number(found[1]), pull: Number(found[2]) };
}

const PREFIX = 'check:rules:';
const WATCHES = 'checks';

function rulesKey({ repository, number }: PullRef): string {
  return `${PREFIX}${repository.id}:${number}`;
}

/** What is noted begins with four lines for ourselves: the key of the run, the basis, what is watched, and the own answer. */
function linesOf({ text }: Publication) {
  const [key = '', basis = '', watch = '', own = '', ...told] = text.split('\n');
  return { key, basis, watch, own, told: told.join('\n') };
}

function tell({ conclusion, output }: RulesCheck): string {
  return `${RULES_CHECK}: ${conclusion}\n${output.title}\n\n${output.summary}\n\n${output.text}`;
}

const STRICTNESS: readonly RulesConclusion[] = ['success', 'neutral', 'pending', 'action_required', 'failure'];

/** A commit may be the head of several pull requests; the strictest answer of those that are open stands. */
async function strictestRules(pull: PullRef, own: RulesWords, ports: CheckPorts): Promise<RulesCheck> {
  let strictest: RulesCheck = { conclusion: own.conclusion, output: own.output };
  for (const other of await ports.publications.atHead(pull.repository.id, own.head, PREFIX)) {
    const conclusion = conclusionOf(other);
    if (other.pull.number === pull.number || isAtMost(conclusion, strictest.conclusion)) continue;
    const now = await ports.host.readPull(other.pull.number);
    if (now?.state !== 'open' || now.head.sha !== own.head) continue;
    strictest = { conclusion, output: borrow(own.output, { pull: other.pull, conclusion, what: 'rules' }) };
  }
  return strictest;
}

function isAtMost(one: RulesConclusion, other: RulesConclusion): boolean {
  return STRICTNESS.indexOf(one) <= STRICTNESS.indexOf(other);
}

/** What cannot be read on record counts as strict as can be. */
function conclusionOf(publication: Publication): RulesConclusion {
  const { own } = linesOf(publication);
  return STRICTNESS.find((one) => own === one) ?? 'failure';
}
