import { briefExaminer, type ModelBrief } from '../committee/brief.ts';
import { sumTotals } from '../committee/call-totals.ts';
import {
  applyExaminations,
  type Batch,
  batchCandidates,
  Examination,
  type Examined,
  parseExamination,
} from '../committee/cross-examination.ts';
import type { Finding } from '../committee/finding.ts';
import type { Session } from '../committee/session.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { citedWords, linesAround } from '../dossier/excerpt.ts';
import { estimateTokens } from '../finops/estimate.ts';
import type { ModelId } from '../kernel/model-id.ts';
import { ask, tellAnswered } from './ask.ts';
import type { Desk } from './desk.ts';
import { settleAll } from './settle.ts';

/** What is examined, by whom, and where its lines stand. */
export interface ExaminationRequest {
  readonly findings: readonly Finding[];
  /** Whether the other model need be asked about one of them. */
  readonly isWorthAsking: (finding: Finding) => boolean;
  readonly dossier: Dossier;
  /** The models that each slot's examiner may be asked on, in order. */
  readonly chains: Readonly<Record<'first' | 'second', readonly ModelId[]>>;
}

/** The findings after the examination, and the record of its calls. */
export interface ExaminationOutcome {
  readonly findings: readonly Finding[];
  readonly record: Session['cross_examination'];
}

/** Puts every open candidate to the model that did not raise it; what nobody answers stays unanswered. */
export async function examine(request: ExaminationRequest, desk: Desk): Promise<ExaminationOutcome> {
  const batches = batchCandidates(request.findings.filter(request.isWorthAsking));
  const asked = batches.reduce((sum, batch) => sum + batch.candidates.length, 0);
  if (asked > 0) desk.witness({ kind: 'examining', candidates: asked });
  desk.purse.release('cross-examination');
  const outcomes = await settleAll(batches.map((batch, index) => examineBatch(batch, { request, desk, index })));
  return {
    findings: applyExaminations(
      request.findings,
      outcomes.map(({ examined }) => examined),
    ),
    record: {
      asked,
      failed_tries: outcomes.flatMap(({ failedTries }) => [...failedTries]),
      totals: sumTotals(outcomes.map(({ totals }) => totals)),
    },
  };
}

interface BatchContext {
  readonly request: ExaminationRequest;
  readonly desk: Desk;
  readonly index: number;
}

async function examineBatch(batch: Batch, { request, desk, index }: BatchContext) {
  const data: ModelBrief = { kind: 'cross-examination', candidates: batch.candidates };
  const call = `cross-examination/${batch.slot} ${index + 1}`;
  const answer = await ask(
    {
      call,
      chain: request.chains[batch.slot],
      brief: briefExaminer(batch, (finding) => excerptOf(finding, request.dossier), desk.prompts),
      data,
      schema: Examination,
      kind: 'examination',
      parse: parseExamination,
      isWhole: ({ answers }) => batch.candidates.every(({ id }) => answers.some((one) => one.id === id)),
    },
    desk,
  );
  tellAnswered(call, answer, desk);
  const examined: Examined =
    answer.value === null || answer.answeredBy === null
      ? { kind: 'failed', batch, why: answer.failedTries.at(-1)?.message ?? 'no answer' }
      : { kind: 'answered', batch, model: answer.answeredBy, examination: answer.value };
  return { examined, failedTries: answer.failedTries, totals: answer.totals };
}

/** The cited lines, and the words of the records and passages that the claim cites. */
function excerptOf({ place, sources }: Finding, dossier: Dossier): string {
  const lines = place === null ? '' : linesAround(place, dossier.parts, estimateTokens);
  const ids = sources.filter(({ kind }) => kind !== 'code').map(({ id }) => id);
  return [lines, citedWords(ids, dossier, estimateTokens)].filter((text) => text !== '').join('\n');
}
