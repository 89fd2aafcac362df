import type { PullRef } from '../../change/pull-request.ts';
import { pullPlace } from '../../committee/comment/pull-place.ts';
import { tellSession } from '../../committee/comment/telling.ts';
import { renderInlineComment, renderReviewBody } from '../../committee/inline-comment/inline-comment.ts';
import {
  chooseRows,
  demote,
  type InlinePlan,
  leftOut,
  type NotShown,
  type Placed,
  planInline,
} from '../../committee/inline-comment/plan.ts';
import type { FindingRow } from '../../committee/rows.ts';
import type { Posting } from '../../ports/review-threads.ts';
import { timeOf } from '../pull-ports.ts';
import type { RuledReview } from '../ruled-review.ts';
import type { InlinePorts } from './inline-ports.ts';

/** What was posted, and what stands in the verdict comment alone. */
export interface PostedInline {
  readonly posted: number;
  readonly notShown: readonly NotShown[];
}

const NOTHING: PostedInline = { posted: 0, notShown: [] };

/**
 * Posts what has no thread yet: one review for the lines, comments for files as a whole. Where the host refuses the
 * review, its comments go to their files, and what is refused there too stays in the verdict comment.
 */
export async function postInline(
  reviewed: RuledReview,
  seen: ReadonlySet<string>,
  ports: InlinePorts,
): Promise<PostedInline> {
  const { review, session, ruled } = reviewed;
  const { pull, head } = review;
  const rows = chooseRows(tellSession(session, ruled).rows, session.inline);
  const noted = await findNoted(pull, rows, ports);
  const has = (finding: string) => seen.has(finding) || noted.has(finding);
  if (rows.every(({ members }) => members.some(({ id }) => has(id)))) return NOTHING;
  const diff = await ports.host.threads.readDiff(pull.number, head);
  // Another head by now has an event of its own, which brings its own verdict.
  if (diff === null) return NOTHING;
  const plan = planInline(rows, has, diff);
  const atLines = await postLines(reviewed, plan, ports);
  const atFiles = await postFiles(reviewed, atLines.isRefused ? demote(plan) : plan, ports);
  return { posted: atLines.posted + atFiles.posted, notShown: atFiles.notShown };
}

/** Under this key we note that a finding has its thread, also when that is deleted or not yet shown to us. */
function inlineKey({ repository, number }: PullRef, finding: string): string {
  return `comment:inline:${repository.id}:${number}:${finding}`;
}

async function findNoted(pull: PullRef, rows: readonly FindingRow[], { publications }: InlinePorts) {
  const noted = new Set<string>();
  for (const { id } of rows.flatMap(({ members }) => members)) {
    if ((await publications.find(inlineKey(pull, id))) !== null) noted.add(id);
  }
  return noted;
}

async function postLines(
  reviewed: RuledReview,
  { lines, notShown }: InlinePlan,
  ports: InlinePorts,
): Promise<{ readonly posted: number; readonly isRefused: boolean }> {
  if (lines.length === 0) return { posted: 0, isRefused: false };
  const { pull, head } = reviewed.review;
  const drawn = lines.map((placed) => ({ ...placed, body: drawComment(reviewed, placed, ports) }));
  const posting = await ports.host.threads.postReview({
    number: pull.number,
    head,
    body: renderReviewBody({ pull: pull.number, head }, lines.length, notShown),
    comments: drawn.map(({ anchor, body }) => ({ anchor, body })),
  });
  if (posting.kind === 'refused') return { posted: 0, isRefused: true };
  for (const { row, body } of drawn) await noteComment(reviewed, { row, body, posting }, ports);
  return { posted: lines.length, isRefused: false };
}

/** One by one, since the host takes them so; the host's adapter keeps the pace that it asks for. */
async function postFiles(
  reviewed: RuledReview,
  { files, notShown }: InlinePlan,
  ports: InlinePorts,
): Promise<PostedInline> {
  const { pull, head } = reviewed.review;
  const refused: NotShown[] = [];
  for (const placed of files) {
    const body = drawComment(reviewed, placed, ports);
    const posting = await ports.host.threads.postFileComment({
      number: pull.number,
      head,
      anchor: placed.anchor,
      body,
    });
    if (posting.kind === 'posted') await noteComment(reviewed, { row: placed.row, body, posting }, ports);
    else refused.push(leftOut(placed.row, 'refused'));
  }
  return { posted: files.length - refused.length, notShown: [...notShown, ...refused] };
}

function drawComment(
  { review, session }: RuledReview,
  { row, anchor }: Placed,
  { hostUrl, rulesUrl }: InlinePorts,
): string {
  const { pull, head } = review;
  const place = pullPlace({ host: hostUrl, pull, head, generation: 1, rules: rulesUrl });
  return renderInlineComment(row, session, { pull: pull.number, head, place, atFile: anchor.kind === 'file' });
}

interface PostedComment {
  readonly row: FindingRow;
  readonly body: string;
  readonly posting: Extract<Posting, { kind: 'posted' }>;
}

async function noteComment(
  { review }: RuledReview,
  { row, body, posting }: PostedComment,
  ports: InlinePorts,
): Promise<void> {
  const { pull, head } = review;
  await ports.publications.note({
    key: inlineKey(pull, row.lead.id),
    kind: 'comment',
    pull,
    head,
    // Of a review, since its comments are named nowhere in the host's answer.
    hostId: posting.id,
    url: posting.url,
    text: body,
    at: timeOf(ports),
  });
}
