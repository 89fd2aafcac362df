import type { RepositoryRef } from '../../change/pull-request.ts';
import type { OpsAnswer } from '../../committee/answer-comment/ops.ts';
import type { OpsConfig } from '../../config/ops-config.ts';
import { nextStepOfDiagnosis } from '../../ops/next-step.ts';
import type { PlaybookLibrary } from '../../ops/playbook/library.ts';
import { recordState } from '../../ops/state/record.ts';
import { renderDiagnosisAnswer } from '../../ops/status-issue/diagnosis-answer.ts';
import { renderPlaybookAnswer } from '../../ops/status-issue/playbook-answer.ts';
import { renderStateAnswer } from '../../ops/status-issue/state-answer.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Journal } from '../../ports/journal.ts';
import type { OpsBook } from '../../ports/ops-book.ts';
import type { RunSources } from '../../ports/run-source.ts';
import type { SignalSources } from '../../ports/signal-source.ts';
import { diagnoseRun } from './diagnose-run.ts';
import { stateFacts } from './facts.ts';
import { stateOf } from './state-of.ts';
import { statusGroundOf } from './status-ground.ts';

/** What operations of one repository are asked with. */
export interface OpsPorts {
  /** The configuration of the default branch. */
  readonly readOps: () => Promise<OpsConfig>;
  readonly playbooks: () => Promise<PlaybookLibrary>;
  readonly book: Pick<OpsBook, 'readState' | 'openIncidents'>;
  /** The sources that the installation gives to this repository. */
  readonly openSources: () => SignalSources & RunSources;
}

/** A question about operations, and of which repository. */
export interface OpsQuestion {
  readonly repository: RepositoryRef;
  readonly asked:
    | { readonly verb: 'state' }
    | { readonly verb: 'diagnose'; readonly run: string }
    | { readonly verb: 'playbook'; readonly code: string };
}

/** What every answer about operations needs. */
export interface AnswerPorts {
  /** Left out where this program asks no sources. */
  readonly operations?: OpsPorts;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** Answers a question about operations; nothing is changed by it. What is unknown is said to be. */
export async function answerOps(
  { repository, asked }: OpsQuestion,
  { operations, journal, clock }: AnswerPorts,
): Promise<OpsAnswer> {
  if (operations === undefined) return { kind: 'ops-unready' };
  const at = () => new Date(clock.now());
  switch (asked.verb) {
    case 'playbook':
      return journal.step('look up the playbook', () => tellPlaybook(asked.code, operations));
    case 'diagnose':
      return journal.step('diagnose the run', () => tellRun(asked.run, operations, at()));
    case 'state':
      return journal.step('look at the state', () => tellState(repository, operations, at()));
    default:
      return asked satisfies never;
  }
}

async function tellPlaybook(asked: string, { playbooks }: OpsPorts): Promise<OpsAnswer> {
  const library = await playbooks();
  const found = library.find(({ code }) => code === asked);
  if (found === undefined) return { kind: 'ops-no-playbook', code: asked, known: library.map(({ code }) => code) };
  return { kind: 'ops-told', markdown: renderPlaybookAnswer(found) };
}

async function tellRun(run: string, operations: OpsPorts, at: Date): Promise<OpsAnswer> {
  const ops = await operations.readOps();
  const found = await withSources(operations, (sources) => diagnoseRun({ ops, run, sources, at }));
  if (found.kind === 'unknown-run') return { kind: 'ops-no-run', run, why: found.why.words };
  const { diagnosis, reservations } = found;
  const told = { ...diagnosis, notes: [...diagnosis.notes, ...reservations] };
  return { kind: 'ops-told', markdown: renderDiagnosisAnswer(told, nextStepOfDiagnosis(diagnosis).sentence) };
}

/** The state of right now beside what is shown: the answer remembers nothing, so that one writer stays the only one. */
async function tellState(repository: RepositoryRef, operations: OpsPorts, at: Date): Promise<OpsAnswer> {
  const ops = await operations.readOps();
  if (Object.keys(ops.signals).length === 0) return { kind: 'ops-unready' };
  const { verdict, readings } = await withSources(operations, (sources) => stateOf({ ops, sources, at }));
  const kept = await operations.book.readState(repository);
  const facts = stateFacts(readings, ops);
  const { record } = recordState(kept.record, { verdict, facts }, ops.thresholds);
  const incidents = await operations.book.openIncidents(repository);
  const remarks = kept.damage === null ? [] : [kept.damage];
  const ground = statusGroundOf({ ops, verdict, record, incidents, remarks });
  return { kind: 'ops-told', markdown: renderStateAnswer(ground) };
}

async function withSources<T>(
  { openSources }: OpsPorts,
  use: (sources: SignalSources & RunSources) => Promise<T>,
): Promise<T> {
  const sources = openSources();
  try {
    return await use(sources);
  } finally {
    await sources.close();
  }
}
