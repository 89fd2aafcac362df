import { askForRecords, type QuestionContext } from '../adr/undocumented.ts';
import type { Skill } from '../committee/skill.ts';
import { wordsOfChange } from '../dossier/change-words.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { DossierDecision, DossierQuestion } from '../dossier/library.ts';
import { LATER_OFFER_TOKENS, OFFER_TOKENS, offerPassages } from '../dossier/offer-passages.ts';
import type { Subject } from '../evidence/observe.ts';
import type { EvidenceRule } from '../evidence/rule.ts';
import { estimateTokens } from '../finops/estimate.ts';
import { supportHits } from './support-hits.ts';
import type { Shelves } from './surveyed-shelves.ts';

/** What is asked of the library, and by whom. */
export interface Consultation extends Pick<QuestionContext, 'recordGlobs' | 'known'> {
  readonly subject: Subject;
  readonly skills: readonly Skill[];
  readonly rules: readonly EvidenceRule[];
  readonly shelves: Shelves;
  /** The decisions on record that bind the subject. */
  readonly decisions: readonly DossierDecision[];
  /** Whether only what changed since an earlier review is read, which takes fewer passages. */
  readonly isLater: boolean;
}

/** What a subject says of itself, by which records and passages are found. */
export interface OwnWords {
  readonly words: string;
  readonly description: string | null;
}

/** The change's own words; a document's are its beginning, since that says what it is about. */
export function readOwnWords(
  subject: Subject,
  { description, question }: Pick<Dossier, 'description' | 'question'>,
): OwnWords {
  const asked = question ?? '';
  const own = subject.kind === 'change' ? wordsOfChange(subject.change, description) : subject.text.slice(0, 1_500);
  return { words: `${own} ${asked}`.trim(), description };
}

/** Adds to a dossier what the team wrote down: decisions that bind, passages for each skill, questions, and why each hit matters. */
export function consultLibrary(dossier: Dossier, consultation: Consultation): Dossier {
  const { subject, skills, rules, shelves, decisions } = consultation;
  const { words } = readOwnWords(subject, dossier);
  const supports = supportHits(dossier.evidence, { rules, decisions, shelves });
  const passages = offerPassages({
    search: shelves.search,
    passages: shelves.passages,
    skills: skills.map(({ name, contract }) => ({ skill: name, queries: contract.knowledge })),
    words,
    decisions,
    cited: dossier.evidence.flatMap(({ id, skill }) => {
      const passage = supports.get(id)?.passage ?? null;
      return passage === null ? [] : [{ passage, skill }];
    }),
    vectorOf: (query) => shelves.queries.get(query),
    countTokens: estimateTokens,
    allowance: consultation.isLater ? LATER_OFFER_TOKENS : OFFER_TOKENS,
  });
  return {
    ...dossier,
    evidence: dossier.evidence.map((item) => ({ ...item, cites: supports.get(item.id)?.cites ?? [] })),
    library: { decisions, passages, questions: questionsOn(consultation) },
  };
}

function questionsOn({ subject, shelves, recordGlobs, known = [] }: Consultation): readonly DossierQuestion[] {
  if (subject.kind !== 'change') return [];
  const asked = askForRecords(subject.change, { hasRecords: shelves.records.length > 0, recordGlobs, known });
  return asked.map(({ path, line, question, write }) => ({ path, line, text: `${question} ${write}`.trim() }));
}
