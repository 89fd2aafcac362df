import type { BindingWhy } from '../adr/binding/why.ts';
import { bindingDecisions, type RetrievedRecord } from '../adr/binding.ts';
import type { DecisionRecord } from '../adr/record.ts';
import { askForRecords } from '../adr/undocumented.ts';
import type { Skill } from '../committee/skill.ts';
import { wordsOfChange } from '../dossier/change-words.ts';
import type { Dossier, EvidenceItem } from '../dossier/dossier.ts';
import type { DossierDecision, DossierQuestion } from '../dossier/library.ts';
import { addOffered, type OfferInput, offerPassages, type PassageSearch } from '../dossier/offer-passages.ts';
import type { Subject } from '../evidence/observe.ts';
import type { EvidenceRule } from '../evidence/rule.ts';
import { estimateTokens } from '../finops/estimate.ts';
import type { Glob } from '../kernel/glob.ts';
import { openLibrary } from '../knowledge/library.ts';
import type { Passage } from '../knowledge/passage.ts';
import { shareOfMatter } from '../knowledge/shared-matter.ts';
import type { SurveyedLibrary } from './survey.ts';

/** What is asked of the library, and by whom. */
export interface Consultation {
  readonly subject: Subject;
  readonly skills: readonly Skill[];
  readonly rules: readonly EvidenceRule[];
  readonly records: readonly DecisionRecord[];
  /** Where records stand, so that one that the change brings is seen. */
  readonly recordGlobs: readonly Glob[];
  readonly library: SurveyedLibrary;
}

const MOST_DECISIONS = 20;
/** Records that only a search offers are guesses; few of them are worth a reader's time. */
const MOST_RETRIEVED = 3;

/** Adds to a dossier what the team wrote down: decisions that bind, passages for each skill, questions, and why each hit matters. */
export function consultLibrary(dossier: Dossier, consultation: Consultation): Dossier {
  const { library } = consultation;
  const search = openLibrary(
    library.passages,
    library.passages.map(({ id }) => library.vectors.passages.get(id) ?? null),
  );
  const words = wordsOf(consultation.subject, dossier);
  const decisions = decide(consultation, { search, words, dossier });
  const supports = supportHits(dossier.evidence, { consultation, search, decisions });
  const offered = offerPassages(offerInput(consultation, { search, words, decisions }));
  const cited = dossier.evidence.flatMap(({ id, skill }) =>
    (supports.get(id)?.passages ?? []).map((passage) => ({ passage, skill })),
  );
  return {
    ...dossier,
    evidence: dossier.evidence.map((item) => ({ ...item, cites: supports.get(item.id)?.cites ?? [] })),
    library: { decisions, passages: addOffered(offered, cited), questions: questionsOn(consultation) },
  };
}

/** The change's own words; a document's are its beginning, since that says what it is about. */
function wordsOf(subject: Subject, { description, question }: Dossier): string {
  const asked = question ?? '';
  if (subject.kind === 'change') return `${wordsOfChange(subject.change, description)} ${asked}`.trim();
  return `${subject.text.slice(0, 1_500)} ${asked}`.trim();
}

interface Looking {
  readonly search: PassageSearch;
  readonly words: string;
}

function decide(
  { subject, records, library }: Consultation,
  { search, words, dossier }: Looking & { readonly dossier: Dossier },
): readonly DossierDecision[] {
  const files = subject.kind === 'change' ? subject.change.files : [];
  const said = [
    ...(dossier.description === null ? [] : [{ name: 'the description', text: dossier.description }]),
    ...(subject.kind === 'artifact' ? [{ name: subject.path, text: subject.text }] : []),
  ];
  const binding = bindingDecisions({ files, texts: said }, records, retrieve(records, { search, words }));
  return binding.slice(0, MOST_DECISIONS).map(({ record, whys }) => ({
    id: idOf(record, library.passages),
    title: record.title.replace(NUMBERED_TITLE, ''),
    path: record.path,
    line: record.sections.find(({ kind }) => kind === 'decision')?.line ?? 1,
    whys: tellWhys(whys),
  }));
}

/** Of two records with one number only the first is cited by it; its passages tell which. */
function idOf({ path, number }: DecisionRecord, passages: readonly Passage[]): string {
  const placed = passages.find((passage) => passage.path === path);
  const cited = placed === undefined ? number : placed.record;
  return cited === null ? `doc:${path}` : `adr:${cited}`;
}

/** A number in front of a title, which the id tells already. */
const NUMBERED_TITLE = /^(?:adr[-_ ]?)?\d+\s*[.:)–—-]\s+/i;
const MOST_WHYS = 3;

/** The strongest reasons; that a search found the record too says nothing beside a better one. */
function tellWhys(whys: readonly BindingWhy[]): readonly string[] {
  const firm = whys.filter(({ kind }) => kind !== 'retrieval');
  return (firm.length > 0 ? firm : whys).slice(0, MOST_WHYS).map(({ words }) => words);
}

/** The records whose passages the change's words find, best first. */
function retrieve(records: readonly DecisionRecord[], { search, words }: Looking): readonly RetrievedRecord[] {
  const paths = new Set(records.map(({ path }) => path));
  const found = search.search(words, { limit: 3 * MOST_RETRIEVED, within: ({ path }) => paths.has(path) });
  const best = new Map<string, RetrievedRecord>();
  for (const { passage, score } of found) {
    if (!best.has(passage.path)) best.set(passage.path, { path: passage.path, score });
  }
  return [...best.values()].slice(0, MOST_RETRIEVED);
}

interface Support {
  readonly cites: readonly string[];
  readonly passages: readonly Passage[];
}

/** For each hit the record whose invariant is broken, and the passage that says why the rule's matter counts here. */
function supportHits(
  evidence: readonly EvidenceItem[],
  {
    consultation,
    search,
    decisions,
  }: { consultation: Consultation; search: PassageSearch; decisions: readonly DossierDecision[] },
): ReadonlyMap<string, Support> {
  const { rules, library } = consultation;
  const found = new Map<string, Passage | null>();
  const passageOf = (rule: string) => {
    const known = found.get(rule);
    if (known !== undefined) return known;
    const best = findSupport(
      rules.find(({ id }) => id === rule),
      { search, decisions, vectors: library.vectors.queries },
    );
    found.set(rule, best);
    return best;
  };
  return new Map(
    evidence.map(({ id, rule, record }) => {
      const passage = record === null ? passageOf(rule) : passageAt(record, library.passages);
      const passages = passage === null ? [] : [passage];
      const cites = [...(record === null ? [] : [record.id]), ...passages.map((one) => one.id)];
      return [id, { cites, passages }];
    }),
  );
}

/** The passage of a record that holds a line, else its first one. */
function passageAt(
  record: { readonly path: string; readonly line: number },
  passages: readonly Passage[],
): Passage | null {
  const own = passages.filter(({ path }) => path === record.path);
  return own.find(({ line, endLine }) => line <= record.line && record.line <= endLine) ?? own[0] ?? null;
}

interface SupportSearch {
  readonly search: PassageSearch;
  readonly decisions: readonly DossierDecision[];
  readonly vectors: SurveyedLibrary['vectors']['queries'];
}

/** How many passages are looked at for one that speaks of a rule's matter. */
const MOST_LOOKED_AT = 8;
/** The share of a rule's matter that a passage of a binding decision has to speak of, and that any other one has to. */
const BINDING_SHARE = 0.26;
const OTHER_SHARE = 0.4;
/** What was decided is cited before its reasons, unless it says far less of the matter. */
const DECISION_SHARE = 0.55;

/** The passage that speaks of what a rule finds, one of a decision that binds before others; null when none does. */
function findSupport(rule: EvidenceRule | undefined, looking: SupportSearch): Passage | null {
  if (rule === undefined) return null;
  const matter = matterOf(rule);
  const binding = new Set(looking.decisions.map(({ path }) => path));
  return (
    findTelling(matter, { least: BINDING_SHARE, within: ({ path }) => binding.has(path) }, looking) ??
    findTelling(matter, { least: OTHER_SHARE, within: () => true }, looking)
  );
}

interface Sieve {
  readonly least: number;
  readonly within: (passage: Passage) => boolean;
}

function findTelling(matter: string, { least, within }: Sieve, { search, vectors }: SupportSearch): Passage | null {
  const found = search
    .search(matter, { limit: MOST_LOOKED_AT, queryVector: vectors.get(matter), within })
    .map(({ passage }) => ({ passage, share: shareOfMatter(matter, passage) }))
    .toSorted((left, right) => right.share - left.share);
  const [best] = found;
  if (best === undefined || best.share < least) return null;
  const decided = found.find(
    ({ passage, share }) =>
      passage.path === best.passage.path && isDecision(passage) && share >= DECISION_SHARE * best.share,
  );
  return (decided ?? best).passage;
}

function isDecision({ headings, record }: Passage): boolean {
  return record !== null && /^d[eé]cision/i.test(headings.at(-1) ?? '');
}

/** What a rule is about, as a question to a library. */
export function matterOf({
  title,
  message,
  why,
  mend,
}: Pick<EvidenceRule, 'title' | 'message' | 'why' | 'mend'>): string {
  return `${title}. ${message} ${why} ${mend}`;
}

function offerInput(
  { skills, library }: Consultation,
  { search, words, decisions }: Looking & { readonly decisions: readonly DossierDecision[] },
): OfferInput {
  return {
    search,
    passages: library.passages,
    skills: skills.map(({ name, contract }) => ({ skill: name, queries: contract.knowledge })),
    words,
    decisions,
    vectorOf: (query) => library.vectors.queries.get(query),
    countTokens: estimateTokens,
  };
}

function questionsOn({ subject, records, recordGlobs }: Consultation): readonly DossierQuestion[] {
  if (subject.kind !== 'change') return [];
  const asked = askForRecords(subject.change, { hasRecords: records.length > 0, recordGlobs });
  return asked.map(({ path, line, question, write }) => ({ path, line, text: `${question} ${write}`.trim() }));
}
