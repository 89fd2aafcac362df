import type { Subject } from '../../evidence/observe.ts';
import { askVectorsWith } from '../../flows/ask-vectors.ts';
import { loadCommittee } from '../../flows/load-committee.ts';
import { type AskVectors, readSurvey } from '../../flows/read-survey.ts';
import { loadConfig } from '../../flows/review-ground.ts';
import { NO_SURVEY, type Survey } from '../../flows/survey.ts';
import type { Scanner } from '../../ports/scanner.ts';
import { openLibraryPlace } from '../knowledge/wire.ts';
import type { Terminal } from '../terminal.ts';
import type { ReviewOptions } from './options.ts';
import type { ReviewedInput } from './reviewed.ts';

/** Reads what lies around a review; a model for vectors is asked only where models are asked at all. */
export async function surveyAround(
  { subject, ground, around }: Pick<ReviewedInput, 'subject' | 'ground' | 'around'>,
  { options, scanner, terminal }: { options: ReviewOptions; scanner: Scanner; terminal: Terminal },
): Promise<Survey> {
  const { base } = ground;
  const payer = options.repo ?? terminal.folder;
  const { shelf, embedding } = openLibraryPlace({ payer, cache: true }, terminal);
  const askVectors =
    options.rehearsal || options.dryRun
      ? byWords(NOT_ASKED)
      : embedding === null
        ? byWords(NO_CACHE)
        : askVectorsWith(embedding, payer);
  const order = {
    files: around,
    base: base?.commit ?? null,
    change: changeOf(subject),
    config: await loadConfig(ground),
    committee: () => loadCommittee(ground, scanner),
  };
  return readSurvey(order, shelf, askVectors);
}

function changeOf(subject: Subject) {
  return subject.kind === 'change' ? subject.change : null;
}

const NOT_ASKED = 'Passages were ranked by words alone, since no model is asked here.';
const NO_CACHE =
  'Passages were ranked by words alone: without a cache folder nobody would know what embedding has cost today.';

function byWords(note: string): AskVectors {
  return async () => ({ vectors: NO_SURVEY.library.vectors, notes: [note] });
}
