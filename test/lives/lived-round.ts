import type { PullRef } from '../../src/change/pull-request.ts';
import type { Baseline } from '../../src/committee/ledger/baseline.ts';
import type { LedgerEntry } from '../../src/committee/ledger/entry.ts';
import { ruleAgain } from '../../src/committee/lifted.ts';
import type { Session } from '../../src/committee/session.ts';
import { planOf } from '../../src/flows/plan-of.ts';
import { completeRequest } from '../../src/flows/recorded-request.ts';
import { NO_PAST } from '../../src/flows/round-request.ts';
import type { Conversation } from '../fakes/github/conversation.ts';
import { changesOf } from '../fakes/github/pull-changes.ts';
import type { Pull } from '../fakes/github/world.ts';
import type { AskedQuestion } from './seats.ts';
import type { LifeStage, Prepared } from './stage.ts';

/** All that can be seen of one review when it is over. */
export interface LivedRound {
  readonly number: number;
  readonly session: Session;
  readonly round: Session['round'];
  /** As it is ruled with what people decided. */
  readonly status: string;
  /** What the verdict comment told before, with what people had decided by then; null when there was none. */
  readonly toldBefore: string | null;
  /** The verdict comment that stands. */
  readonly comment: string;
  /** How many verdict comments were written, and how many of them tell a verdict still. */
  readonly comments: { readonly all: number; readonly live: number };
  readonly ledger: readonly LedgerEntry[];
  readonly baseline: Baseline | null;
  readonly head: string;
  /** Paths that the pull request changes now, as GitHub lists them. */
  readonly changedPaths: readonly string[];
  readonly asked: readonly AskedQuestion[];
  /** Tokens that were sent. */
  readonly sent: number;
  /** Tokens that a review of everything would send to the seats. */
  full(): Promise<number>;
}

/** Where a review is looked for. */
export interface RoundPlace {
  readonly ref: PullRef;
  readonly pull: Pull;
  readonly before: LivedRound | null;
  readonly toldBefore: string | null;
  readonly asked: readonly AskedQuestion[];
}

/** Reads what a review left behind: on record, on the pull request, at the providers. */
export async function readRound(
  stage: LifeStage,
  { ref, pull, before, toldBefore, asked }: RoundPlace,
): Promise<LivedRound> {
  const { book, github } = stage;
  const session = await book.lastSession(ref);
  const conversation = github.conversation(pull);
  if (session === null || session.id === before?.session.id) {
    const last = conversation.comments.at(-1)?.body ?? 'no comment';
    throw new Error(`no session was held; what was said instead:\n${last}`);
  }
  const { verdicts, live } = verdictsIn(conversation);
  const prepared = stage.prepared.splice(0).at(-1);
  return {
    number: session.round.number,
    session,
    round: session.round,
    status: ruleAgain(session, await book.dispositions(ref)).verdict.status,
    toldBefore,
    comment: live.at(-1)?.body ?? '',
    comments: {
      all: verdicts.length,
      live: live.length,
    },
    ledger: await book.ledger(ref),
    baseline: await book.baseline(ref),
    head: pull.headSha,
    changedPaths: changesOf(pull).map(({ path }) => path),
    asked,
    sent: asked.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    full: () => measureFull(prepared),
  };
}

/** What the verdict comment of a pull request says now: its status; null when there is none. */
export function toldNow(conversation: Conversation): string | null {
  const body = verdictsIn(conversation).live.at(-1)?.body ?? '';
  return /^### .*Conclave: ([A-Z_]+)/m.exec(body)?.[1] ?? null;
}

function verdictsIn({ comments }: Conversation) {
  const verdicts = comments.filter(({ body }) => body.startsWith('<!-- conclave:verdict '));
  return { verdicts, live: verdicts.filter(({ body }) => !body.includes('Superseded by a worse verdict')) };
}

/** What the seats would be sent if nothing were on record. */
async function measureFull(prepared: Prepared | undefined): Promise<number> {
  if (prepared === undefined) throw new Error('nothing was prepared');
  const preparation = await prepared.prepareAs({ ...prepared.order, past: NO_PAST });
  if (preparation.kind !== 'session') throw new Error('no session would be held');
  const calls = planOf(completeRequest(preparation.request)).seats.flatMap(({ readings }) => readings);
  const letters = calls.reduce((sum, { brief }) => sum + brief.instructions.length + brief.prompt.length, 0);
  return Math.ceil(letters / 4);
}
