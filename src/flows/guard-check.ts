import type { PullRef } from '../change/pull-request.ts';
import { hashText } from '../kernel/hash.ts';
import type { Publication } from '../ports/publications.ts';
import type { GuardOrder } from '../routing/guard-order.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { borrow, type Concluded, isAtMost } from './strictest.ts';

/** The check run of the gates that people may require. */
export const GUARD_CHECK = 'conclave/guardrails';

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
 * one and never takes a remark on a line away.
 */
export async function putGuardCheck(
  { pull, cause, again }: GuardOrder,
  words: GuardWords,
  ports: CheckPorts,
): Promise<'written' | 'as-before'> {
  const { host, publications } = ports;
  const { head, basis } = words;
  const { conclusion, output } = await strictestGuard(pull, words, ports);
  const noted = guardKey(pull);
  const told = `${GUARD_CHECK}: ${conclusion}\n${output.title}\n\n${output.summary}\n\n${output.text}`;
  const standing = await publications.find(noted);
  const note = (run: Pick<Publication, 'hostId' | 'url'>, key: string) =>
    publications.note({
      ...{ ...run, key: noted, kind: 'check', pull, head, at: timeOf(ports) },
      text: [key, basis, words.conclusion, told].join('\n'),
    });
  if (!again && standing !== null && standing.head === head && toldIn(standing) === told) {
    if (lineOf(standing, 1) !== basis) await note(standing, lineOf(standing, 0));
    return 'as-before';
  }
  const key = `${noted}:${head}:${hashText(cause).slice(0, 12)}`;
  const state = { kind: 'completed', conclusion, completedAt: timeOf(ports) } as const;
  const run = await host.putCheck({
    ...{ name: GUARD_CHECK, sha: head, key, knownId: null, detailsUrl: null, state, output },
  });
  await note({ hostId: run.id, url: run.url }, key);
  return 'written';
}

/** Whether the check that stands was drawn from this basis at this head. */
export async function standsOn(pull: PullRef, basis: string, { publications }: Pick<PullPorts, 'publications'>) {
  const standing = await publications.find(guardKey(pull));
  return standing !== null && lineOf(standing, 1) === basis;
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
