import { quoteText } from '../kernel/quotation.ts';
import { asCell } from './cell.ts';
import { onOneLine } from './one-line.ts';

/** A decision on record that binds the change, with the strongest reasons why. */
export interface DossierDecision {
  /** `adr:25`; `doc:` and its path for a record without a number. */
  readonly id: string;
  readonly title: string;
  readonly path: string;
  /** Line of its decision. */
  readonly line: number;
  /** In words, the strongest first. */
  readonly whys: readonly string[];
}

/** A passage of the team's own documents, as the base branch holds it. */
export interface DossierPassage {
  /** `adr:25#decision`, `doc:docs/runbook.md#rollback`. */
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  /** The headings above it, the outermost first. */
  readonly headings: readonly string[];
  readonly text: string;
  /** Short names of the skills to which it is offered. */
  readonly skills: readonly string[];
}

/** Something that looks like a decision without a record: asked about, never blocked. */
export interface DossierQuestion {
  readonly path: string;
  readonly line: number | null;
  readonly text: string;
}

/** What the team wrote down, as far as it bears on the change. */
export interface DossierLibrary {
  readonly decisions: readonly DossierDecision[];
  readonly passages: readonly DossierPassage[];
  readonly questions: readonly DossierQuestion[];
}

/** A review for which nothing is on record. */
export const EMPTY_LIBRARY: DossierLibrary = { decisions: [], passages: [], questions: [] };

/** Renders which decisions bind and what is asked about decisions, for every seat alike; nothing when there is neither. */
export function renderDecisions({ decisions, questions }: DossierLibrary): readonly string[] {
  const binding = decisions.map(({ id, title, whys }) =>
    onOneLine([`[${id}]`, asCell(title), ...whys.map(asCell)].join(' | ')),
  );
  const asked = questions.map(({ path, line, text }) =>
    onOneLine(`${asCell(line === null ? path : `${path}:${line}`)} | ${asCell(text)}`),
  );
  return [
    ...(binding.length === 0
      ? []
      : [`## Decisions on record that bind this change\n\n${quoteText('decisions', binding.join('\n'))}`]),
    ...(asked.length === 0
      ? []
      : [`## Questions about decisions without a record\n\n${quoteText('questions', asked.join('\n'))}`]),
  ];
}

/** Renders the passages that a skill is offered, or all of them with their skills; nothing when there is none. */
export function renderPassages({ passages }: DossierLibrary, skill: string | null): string {
  const offered = skill === null ? passages : passages.filter(({ skills }) => skills.includes(skill));
  if (offered.length === 0) return '';
  const shown = offered.map((passage) => {
    const { id, path, line, endLine, headings, skills } = passage;
    const title = [`[${id}]`, `${asCell(path)}:${line}-${endLine}`, asCell(headings.join(' > '))];
    const reader = skill === null ? [skills.length === 0 ? 'for no seat, but cited' : `for ${skills.join(', ')}`] : [];
    return quoteText('passage', `${onOneLine([...title, ...reader].join(' | '))}\n${passage.text}`);
  });
  return `## Passages of the team's documents\n\n${shown.join('\n\n')}`;
}
