import type { Change } from '../change/change.ts';
import type { PullRequest } from '../change/pull-request.ts';
import type { Notice } from '../committee/check/notice.ts';
import { isAppError } from '../kernel/app-error.ts';
import { type Complaint, complaintOf } from '../kernel/complaint.ts';
import { hashText } from '../kernel/hash.ts';
import type { CodeHost } from '../ports/code-host.ts';
import type { LibraryShelf } from '../ports/library.ts';
import type { ProgramFiles } from '../ports/program-files.ts';
import type { Publications } from '../ports/publications.ts';
import type { ReviewBook } from '../ports/review-book.ts';
import type { ReviewTicket } from '../routing/review-ticket.ts';
import type { Route } from '../routing/route.ts';
import { backtestNotes } from './backtest-check/backtest-evidence.ts';
import { type GroundTexts, groundFiles, readGround } from './ground-texts.ts';
import { loadCommittee } from './load-committee.ts';
import type { RuleProver } from './load-rules.ts';
import type { Preparation } from './prepare-review.ts';
import { type PastSources, readPast } from './read-past.ts';
import { type AskVectors, readSurvey } from './read-survey.ts';
import { loadConfig } from './review-ground.ts';
import type { ReviewOrder } from './review-order.ts';
import type { SessionRequest } from './session-request.ts';
import type { Survey } from './survey.ts';

/** How a session is prepared where it cannot hold up what else the program does. */
export type Prepare = (order: ReviewOrder, ground: GroundTexts, survey: Survey) => Promise<Preparation>;

/** What a review is prepared with. */
export interface PreparationPorts {
  readonly host: CodeHost;
  readonly book: PastSources['book'] & Pick<ReviewBook, 'pathHistory'>;
  readonly prepare: Prepare;
  /** Where the report of a backtest stands that its dossier is to hold. */
  readonly publications: Pick<Publications, 'find'>;
  readonly program: ProgramFiles;
  readonly prover: RuleProver;
  /** Where documents of the base branch are kept once they were read. */
  readonly shelf: LibraryShelf;
  /** Gives the texts that never come from a change their vectors. */
  readonly askVectors: AskVectors;
  /** What stands in for language models in a rehearsal; null when they are asked. */
  readonly rehearsal: ReviewOrder['rehearsal'];
}

/** A review that can be held, or why there is nothing to hold; `seen` marks what it was routed by. */
export type Prepared =
  | { readonly kind: 'ready'; readonly request: SessionRequest; readonly seen: string }
  /** The matrix asks for no review of such a change. */
  | { readonly kind: 'skipped'; readonly route: Route; readonly seen: string }
  /** The pull request has another head by now, or is closed; what follows from that follows by itself. */
  | { readonly kind: 'gone'; readonly notice: Notice }
  | { readonly kind: 'unreadable'; readonly why: string }
  | {
      readonly kind: 'refused';
      readonly complaint: Complaint;
      readonly isConfiguration: boolean;
      readonly seen: string;
    };

/** Reads a pull request's change and everything that instructs, and prepares its session; asks no model. */
export async function preparePull(ticket: ReviewTicket, ports: PreparationPorts): Promise<Prepared> {
  const { host } = ports;
  const pull = await host.readPull(ticket.pull.number);
  if (pull === null || pull.state !== 'open') return { kind: 'gone', notice: closedNotice(pull) };
  if (pull.head.sha !== ticket.head) return { kind: 'gone', notice: { kind: 'superseded', by: pull.head.sha } };
  const reading = await host.readChange(pull, ticket.mergeBase);
  if (reading.kind === 'moved') {
    return { kind: 'gone', notice: { kind: 'superseded', by: reading.head } };
  }
  if (reading.kind === 'unreadable') return reading;
  const ground = await readGround(host.files, ticket.tip);
  const seen = markOf(pull);
  try {
    const past = await readPast(
      { ticket, baseBranch: pull.base.branch, change: reading.change, ground },
      { book: ports.book, files: host.files },
    );
    const order: ReviewOrder = {
      subject: { kind: 'change', change: reading.change },
      sessionType: ticket.sessionType,
      question: null,
      issue: null,
      description: { title: pull.title, body: pull.body },
      experts: null,
      models: {},
      consolidate: true,
      budget: null,
      rehearsal: ports.rehearsal,
      origin: { pull, history: await ports.book.pathHistory(ticket.pull, touchedPaths(reading.change)) },
      anyway: ticket.wished,
      past,
    };
    const prepared = await ports.prepare(order, ground, await surveyPull(reading.change, ground, ports));
    if (prepared.kind === 'skipped') return { ...prepared, seen };
    const { request } = prepared;
    const evidence = await backtestNotes(ticket.pull, ticket.head, ports);
    const notes = [...request.dossier.notes, ...reading.notes, ...evidence];
    return { kind: 'ready', request: { ...request, dossier: { ...request.dossier, notes } }, seen };
  } catch (error) {
    if (!isAppError(error) || error.code === 'broken' || error.facts.passing === true) throw error;
    return { kind: 'refused', complaint: complaintOf(error), isConfiguration: error.code === 'bad-config', seen };
  }
}

/** A hash over what a route may ask of a pull request and what may change while its commits stay. */
export function markOf({ labels, title, base }: Pick<PullRequest, 'labels' | 'title' | 'base'>): string {
  return hashText(JSON.stringify([labels.toSorted(), title, base.branch]));
}

/** Who looks at a pull request as it is now. */
export type Rerouted =
  | { readonly kind: 'routed'; readonly route: Route }
  /** The configuration gives no answer, such as two rows that contradict each other. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

/** Routes a pull request as its review would be; asks no language model. */
export async function reroutePull(ticket: ReviewTicket, ports: PreparationPorts): Promise<Rerouted> {
  const prepared = await preparePull(ticket, ports);
  switch (prepared.kind) {
    case 'ready':
      return prepared.request.route == null ? { kind: 'unknown' } : { kind: 'routed', route: prepared.request.route };
    case 'skipped':
      return { kind: 'routed', route: prepared.route };
    case 'refused':
      return { kind: prepared.isConfiguration ? 'refused' : 'unknown' };
    case 'gone':
    case 'unreadable':
      return { kind: 'unknown' };
    default:
      return prepared satisfies never;
  }
}

function touchedPaths({ files }: Change): readonly string[] {
  return files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath]));
}

/** Reads what lies around a change; a configuration that cannot be read is told by whoever prepares. */
async function surveyPull(change: Change, ground: GroundTexts, ports: PreparationPorts): Promise<Survey> {
  const { host, program, prover, shelf, askVectors } = ports;
  const base = { repository: groundFiles(ground), commit: ground.commit };
  const config = await loadConfig({ base });
  const committee = () => loadCommittee({ program, base }, prover);
  return readSurvey({ files: host.files, base: ground.commit, change, config, committee }, shelf, askVectors);
}

/** What is said of a review whose pull request is no longer open. */
export function closedNotice(pull: Pick<PullRequest, 'state'> | null): Notice {
  return { kind: 'closed', how: pull?.state === 'merged' ? 'merged' : 'closed' };
}
