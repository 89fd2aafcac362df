import type { ListedPull, PullRef, RepositoryRef } from '../change/pull-request.ts';
import { GUARD_CHECK } from '../gates/guard-mark.ts';
import { hashText } from '../kernel/hash.ts';
import type { Publication } from '../ports/publications.ts';
import type { GuardOrder } from '../routing/guard-order.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { borrow, type Concluded, isAtMost } from './strictest.ts';

/** What the check of the gates is to say of a head. */
export interface GuardWords extends Concluded {
  readonly head: string;
  /** What the answer was drawn from, by which a later look knows whether anything changed. */
  readonly basis: string;
}

type CheckPorts = Pick<PullPorts, 'host' | 'publications' | 'clock'>;

/**
 * Writes the check of a pull request's gates with one request, and notes it with its full text; what stands already is
 * not written again unless that is asked for. Whoever answers anew does it in a new run, since the host shows the newest
 * one and never takes a remark on a line away. Two that share a head may write at the same time: who has noted looks
 * once more at what the other one noted.
 */
export async function putGuardCheck(
  order: GuardOrder,
  words: GuardWords,
  ports: CheckPorts,
): Promise<'written' | 'as-before'> {
  const strictest = await strictestGuard(order.pull, words, ports);
  if (!order.again && (await saysSo(order.pull, { ...words, ...strictest }, ports))) return 'as-before';
  await write(order, words, { strictest, ports });
  const now = await strictestGuard(order.pull, words, ports);
  if (now.conclusion !== strictest.conclusion) {
    await write({ ...order, cause: `${order.cause} again` }, words, { strictest: now, ports });
  }
  return 'written';
}

/** Whether what stands says just this, in the run that the host shows; then only its basis is noted anew. */
async function saysSo(pull: PullRef, words: GuardWords, ports: CheckPorts): Promise<boolean> {
  const { head, basis } = words;
  const standing = await ports.publications.find(guardKey(pull));
  if (standing === null || standing.head !== head || toldIn(standing) !== tell(words)) return false;
  const newest = await newestAtHead(pull, head, ports);
  if (newest !== null && newest.hostId > standing.hostId) return false;
  if (lineOf(standing, 1) !== basis) {
    const text = [lineOf(standing, 0), basis, ...standing.text.split('\n').slice(2)].join('\n');
    await ports.publications.note({ ...standing, text, at: timeOf(ports) });
  }
  return true;
}

interface Writing {
  readonly strictest: Concluded;
  readonly ports: CheckPorts;
}

async function write({ pull, cause }: GuardOrder, words: GuardWords, { strictest, ports }: Writing): Promise<void> {
  const { head, basis, conclusion: own } = words;
  const { conclusion, output } = strictest;
  const key = `${guardKey(pull)}:${head}:${hashText(cause).slice(0, 12)}`;
  const { id, url } = await ports.host.putCheck({
    ...{ name: GUARD_CHECK, sha: head, key, knownId: null, detailsUrl: null, output },
    state: { kind: 'completed', conclusion, completedAt: timeOf(ports) },
  });
  const text = [key, basis, own, tell(strictest)].join('\n');
  const at = timeOf(ports);
  await ports.publications.note({ key: guardKey(pull), kind: 'check', pull, head, hostId: id, url, text, at });
}

function tell({ conclusion, output }: Concluded): string {
  return `${GUARD_CHECK}: ${conclusion}\n${output.title}\n\n${output.summary}\n\n${output.text}`;
}

/**
 * Whether the check that stands was drawn from this basis, and the run that the host shows is its own or that of another
 * open pull request with the same head.
 */
export async function standsOn(
  { ref, head }: Pick<ListedPull, 'ref' | 'head'>,
  { basis, open }: { readonly basis: string; readonly open: readonly ListedPull[] },
  ports: Pick<PullPorts, 'publications'>,
): Promise<boolean> {
  const standing = await ports.publications.find(guardKey(ref));
  if (standing === null || lineOf(standing, 1) !== basis) return false;
  const newest = await newestAtHead(ref, head.sha, ports);
  if (newest === null || newest.pull.number === ref.number) return true;
  return open.some((other) => other.ref.number === newest.pull.number && other.head.sha === head.sha);
}

/** Whether the check of a head stood before a moment. */
export async function stoodBefore(
  pull: PullRef,
  { head, at }: { readonly head: string; readonly at: string },
  { publications }: Pick<PullPorts, 'publications'>,
): Promise<boolean> {
  const standing = await publications.find(guardKey(pull));
  return standing?.head === head && Date.parse(standing.at) < Date.parse(at);
}

/** The pull requests whose check was last written at a head. */
export async function guardedAt(
  { id }: RepositoryRef,
  head: string,
  { publications }: Pick<PullPorts, 'publications'>,
): Promise<readonly PullRef[]> {
  return (await publications.atHead(id, head, PREFIX)).map(({ pull }) => pull);
}

/** The head at which the check of a pull request was last written; null when it has none. */
export async function guardedHead(pull: PullRef, { publications }: Pick<PullPorts, 'publications'>) {
  return (await publications.find(guardKey(pull)))?.head ?? null;
}

async function newestAtHead(
  { repository }: PullRef,
  head: string,
  { publications }: Pick<PullPorts, 'publications'>,
): Promise<Publication | null> {
  const noted = await publications.atHead(repository.id, head, PREFIX);
  return noted.toSorted((left, right) => right.hostId - left.hostId)[0] ?? null;
}

/** Reads the key of a check of the gates; null when a text is none. */
export function readGuardKey(text: string): { readonly repositoryId: number; readonly pull: number } | null {
  const found = /^check:guardrails:(\d+):(\d+):[0-9a-f]+:[0-9a-f]+$/.exec(text);
  return found === null ? null : { repositoryId: Number(found[1]), pull: Number(found[2]) };
}

const PREFIX = 'check:guardrails:';

function guardKey({ repository, number }: PullRef): string {
  return `${PREFIX}${repository.id}:${number}`;
}

/** What is noted begins with three lines for ourselves: the key of the run, the basis, and the answer of its own. */
function lineOf({ text }: Publication, index: 0 | 1 | 2): string {
  return text.split('\n', 3)[index] ?? '';
}

function toldIn({ text }: Publication): string {
  return text.split('\n').slice(3).join('\n');
}

/** A commit may be the head of several pull requests; the strictest answer of those that are open stands. */
async function strictestGuard(pull: PullRef, own: GuardWords, ports: CheckPorts): Promise<Concluded> {
  const others = await ports.publications.atHead(pull.repository.id, own.head, PREFIX);
  let strictest: Concluded = own;
  for (const other of others) {
    const conclusion = conclusionIn(other);
    if (other.pull.number === pull.number || isAtMost(conclusion, strictest.conclusion)) continue;
    const now = await ports.host.readPull(other.pull.number);
    if (now?.state !== 'open' || now.head.sha !== own.head) continue;
    strictest = { conclusion, output: borrow(own.output, { pull: other.pull, conclusion, what: 'guardrails' }) };
  }
  return strictest;
}

const CONCLUSIONS = ['success', 'failure', 'neutral', 'action_required'] as const;

/** What cannot be read on record counts as strict as can be. */
function conclusionIn(publication: Publication): (typeof CONCLUSIONS)[number] {
  return CONCLUSIONS.find((one) => lineOf(publication, 2) === one) ?? 'failure';
}
