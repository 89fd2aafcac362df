import type { PullRef } from '../change/pull-request.ts';
import { renderComment } from '../committee/comment/comment.ts';
import { pullPlace, verdictMarker } from '../committee/comment/pull-place.ts';
import { isWorse, shrinkComment, type ToldVerdict } from '../committee/comment/shrunk.ts';
import { nameNotShown } from '../committee/inline-comment/not-shown.ts';
import type { NotShown } from '../committee/inline-comment/plan.ts';
import { ruleAgain } from '../committee/lifted.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import type { RuledReview } from './ruled-review.ts';

/** Which of a pull request's verdict comments is written, and which one gives way to it. */
export interface ChosenComment {
  /** Number of the comment among those of the pull request, from 1. */
  readonly generation: number;
  readonly replaces: ReplacedComment | null;
}

/** A comment that shrinks to a link. */
export interface ReplacedComment {
  readonly generation: number;
  readonly sessionId: string;
  readonly verdict: ToldVerdict;
}

/** The comment that stands is edited, unless the verdict is worse than the one it tells. */
export async function chooseComment({ review, session, ruled }: RuledReview, ports: PullPorts): Promise<ChosenComment> {
  const { pull } = review;
  const generation = await ports.publications.commentGeneration(pull);
  if (generation === 0) return { generation: 1, replaces: null };
  const told = await readTold(pull, generation, ports);
  if (told === null) return { generation, replaces: null };
  if (told.sessionId === session.id) return { generation, replaces: await readUnshrunk(pull, generation - 1, ports) };
  if (!isWorse(told.verdict.status, ruled.verdict.status)) return { generation, replaces: null };
  return { generation: generation + 1, replaces: told };
}

/** What a verdict comment of a pull request tells, by the session that its first line names; null when that is gone. */
async function readTold(pull: PullRef, generation: number, ports: PullPorts): Promise<ReplacedComment | null> {
  const noted = await ports.publications.find(commentKey(pull, generation));
  const id = / session=([0-9a-f-]+) -->/.exec(noted?.text.split('\n', 1)[0] ?? '')?.[1];
  const kept = id === undefined ? null : await ports.book.readSession(id);
  if (kept === null) return null;
  const { session } = kept;
  const { verdict } = ruleAgain(session, await ports.book.dispositions(pull));
  return { generation, sessionId: session.id, verdict: { status: verdict.status, head: session.subject.head } };
}

/** The comment before, when it was to shrink and something came between. */
async function readUnshrunk(pull: PullRef, generation: number, ports: PullPorts): Promise<ReplacedComment | null> {
  const noted = generation === 0 ? null : await ports.publications.find(commentKey(pull, generation));
  if (noted === null || noted.text.length < SHRUNK_LENGTH) return null;
  return readTold(pull, generation, ports);
}

/** A comment that shrank to a link is shorter than any that tells a verdict. */
const SHRUNK_LENGTH = 600;

function commentKey({ repository, number }: PullRef, generation: number): string {
  return `comment:verdict:${repository.id}:${number}:${generation}`;
}

/** A verdict comment to be written, with what of its verdict is wanted at its lines and not shown there. */
export interface VerdictComment {
  readonly generation: number;
  readonly notShown?: readonly NotShown[];
}

/** Writes the comment of a verdict; returns its address. */
export async function putVerdictComment(
  { review, session, ruled }: RuledReview,
  { generation, notShown = [] }: VerdictComment,
  ports: PullPorts,
): Promise<string> {
  const place = placeOf(review, generation, ports);
  const body = nameNotShown(renderComment(session, place, ruled), notShown);
  return putComment(review, { generation, body }, ports);
}

/** Shrinks the comment that a worse verdict has replaced to a link. */
export async function shrinkReplaced(
  { review, ruled }: RuledReview,
  { replaces, url }: { readonly replaces: ReplacedComment; readonly url: string },
  ports: PullPorts,
): Promise<void> {
  const { generation, sessionId, verdict: old } = replaces;
  const next = { status: ruled.verdict.status, head: review.head };
  const place = placeOf({ pull: review.pull, head: old.head ?? review.head }, generation, ports);
  await putComment(review, { generation, body: shrinkComment({ place, sessionId, old, next, url }) }, ports);
}

interface Spot {
  readonly pull: PullRef;
  readonly head: string;
}

function placeOf({ pull, head }: Spot, generation: number, { hostUrl, rulesUrl }: PullPorts) {
  return pullPlace({ host: hostUrl, pull, head, generation, rules: rulesUrl });
}

async function putComment(
  { pull, head }: Spot,
  { generation, body }: { readonly generation: number; readonly body: string },
  ports: PullPorts,
): Promise<string> {
  const { publications, host } = ports;
  const key = commentKey(pull, generation);
  const known = await publications.find(key);
  const { number } = pull;
  const marker = verdictMarker(number, generation);
  const { id, url } = await host.putComment({ number, marker, body, knownId: known?.hostId ?? null });
  await publications.note({ key, kind: 'comment', pull, head, hostId: id, url, text: body, at: timeOf(ports) });
  return url;
}
