import type { BindingWhy } from '../adr/binding/why.ts';
import { bindingDecisions, type RetrievedRecord } from '../adr/binding.ts';
import type { DecisionRecord } from '../adr/record.ts';
import type { DossierDecision } from '../dossier/library.ts';
import type { Subject } from '../evidence/observe.ts';
import type { RecordCitation } from '../evidence/scene.ts';
import { citedIdOf } from './cited-id.ts';
import type { Shelves } from './surveyed-shelves.ts';

/** What is decided about: a subject, its own words, and what its author says of it. */
export interface Deciding {
  readonly subject: Subject;
  readonly words: string;
  readonly description: string | null;
}

const MOST_DECISIONS = 20;
/** Records that only a search offers are guesses; few of them are worth a reader's time. */
const MOST_RETRIEVED = 3;

/** The decisions on record that bind a subject, the most firmly bound first, each with up to three reasons. */
export function decideBinding({ subject, words, description }: Deciding, shelves: Shelves): readonly DossierDecision[] {
  const { records, passages } = shelves;
  const files = subject.kind === 'change' ? subject.change.files : [];
  const said = [
    ...(description === null ? [] : [{ name: 'the description', text: description }]),
    ...(subject.kind === 'artifact' ? [{ name: subject.path, text: subject.text }] : []),
  ];
  const binding = bindingDecisions({ files, texts: said }, records, retrieveRecords(words, shelves));
  return binding.slice(0, MOST_DECISIONS).map(({ record, whys }) => {
    const citation = citationOf(record);
    const { title, path, line } = citation;
    const id = citedIdOf(citation, passages);
    return { id, title: title.replace(NUMBERED_TITLE, ''), path, line, whys: tellWhys(whys) };
  });
}

/** A record, cited at its decision. */
function citationOf({ number, title, path, sections }: DecisionRecord): RecordCitation {
  const line = sections.find(({ kind }) => kind === 'decision')?.line ?? 1;
  return { id: number === null ? `doc:${path}` : `adr:${number}`, title, path, line };
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
export function retrieveRecords(
  words: string,
  { records, search }: Pick<Shelves, 'records' | 'search'>,
): readonly RetrievedRecord[] {
  const paths = new Set(records.map(({ path }) => path));
  const found = search.search(words, { limit: 3 * MOST_RETRIEVED, within: ({ path }) => paths.has(path) });
  const best = new Map<string, RetrievedRecord>();
  for (const { passage, score } of found) {
    if (!best.has(passage.path)) best.set(passage.path, { path: passage.path, score });
  }
  return [...best.values()].slice(0, MOST_RETRIEVED);
}
