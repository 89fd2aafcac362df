import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { tellRuleDecisions } from '../rule-decisions.ts';
import type { Session } from '../session.ts';
import { countOf, shortCommit } from '../wording.ts';
import { thousands } from './cost.ts';
import { type CommentPlace, NOWHERE } from './place.ts';

const MOST_NAMES = 20;

/** What the session can be drawn and checked again from. */
export function renderProvenance(session: Session, { scope }: Pick<CommentPlace, 'scope'>): string {
  const { provenance, dossier, subject, question, issue } = session;
  const ends = [shortCommit(subject.base), shortCommit(subject.head)].filter((end) => end !== null).map(inlineCode);
  const about = [plainText(subject.name, 120), ...(ends.length === 0 ? [] : [ends.join(' to ')])].join(', ');
  return [
    `- Session ${inlineCode(session.id)} of ${minuteOf(session.created_at)}, ${(session.duration_ms / 1000).toFixed(1)} s, conclave ${plainText(session.conclave_version, 40)}`,
    `- ${session.session_type} of ${about}${issue === null ? '' : `, for ${plainText(issue, 80)}`}`,
    ...(question === null ? [] : [`- Asked: ${plainText(question, 600)}`]),
    `- Dossier ${digest(dossier.sha256)}, about ${thousands(dossier.tokens)} tokens`,
    ...dossier.notes.slice(0, MOST_NAMES).map((note) => `- Of the dossier: ${plainText(note, 300)}`),
    `- Prompts: ${digests(provenance.prompts)}`,
    `- Skills: ${digests(provenance.skills)}`,
    `- Configuration ${digest(provenance.config_sha256)}; ${countOf(provenance.rules.length, 'evidence rule')}`,
    ...tellRuleDecisions(session).map((words) => `- ${plainText(words, 700)}`),
    ...(session.library.passages === 0 ? [] : [`- ${describeLibrary(session)}`]),
    scope === NOWHERE.scope
      ? `- Drawn again with ${inlineCode(`conclave session show ${session.id}_committee.json`)}`
      : '- Stands in the ledger of the server under its id',
  ].join('\n');
}

function describeLibrary({ library, evidence, findings }: Session): string {
  const cited = new Set([
    ...evidence.flatMap(({ cites }) => cites),
    ...findings.flatMap(({ sources }) => sources.map(({ id }) => id)),
  ]);
  const at = library.commit === null ? '' : ` at ${inlineCode(shortCommit(library.commit) ?? '')}`;
  return `Documents and records${at}: ${countOf(library.passages, 'passage')}, ${cited.size} cited`;
}

function minuteOf(instant: string): string {
  return instant.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2 UTC');
}

function digests(named: readonly { readonly name: string; readonly sha256: string }[]): string {
  const shown = named.slice(0, MOST_NAMES).map(({ name, sha256 }) => `${plainText(name, 80)} ${digest(sha256)}`);
  const rest = named.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

function digest(sha256: string): string {
  return inlineCode(sha256.slice(0, 12));
}
