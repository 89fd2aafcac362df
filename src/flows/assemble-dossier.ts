import { parseGitAttributes } from '../change/git-attributes.ts';
import { redactSecrets } from '../change/secrets.ts';
import { assembleArtifact, assembleChange, type DossierFrame } from '../dossier/assemble.ts';
import { type Coverage, readByRulesOnly } from '../dossier/coverage.ts';
import { coverSince } from '../dossier/coverage-since.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { onOneLine } from '../dossier/one-line.ts';
import type { View } from '../dossier/part.ts';
import { removeInvisible } from '../kernel/invisible.ts';
import type { SessionType } from '../routing/session-type.ts';
import type { Observed } from './observe-subject.ts';
import { type ReviewGround, readBaseText } from './review-ground.ts';
import type { ReviewOrder } from './review-order.ts';
import type { RoundRequest } from './round-request.ts';

/** What a dossier is assembled from, before it is known how much of it is read anew. */
export interface Assembly {
  /** The dossier in which everything is read. */
  readonly whole: Dossier;
  /** The same when only what changed since a review before is read. */
  since(round: RoundRequest, before: Coverage): Dossier;
}

/** How a dossier is framed. */
export interface Framing {
  readonly order: ReviewOrder;
  readonly sessionType: SessionType;
  readonly view: View;
}

/** Assembles the dossier of what was observed. */
export async function openAssembly(
  { order, sessionType, view }: Framing,
  { observation, delta }: Observed,
  ground: ReviewGround,
): Promise<Assembly> {
  const { subject, hits, notes, unread } = observation;
  const frame: DossierFrame = { sessionType, ...cleanWords(order), notes };
  if (subject.kind === 'artifact') {
    const whole = assembleArtifact(frame, subject, hits);
    return { whole, since: () => whole };
  }
  const attributes = parseGitAttributes((await readBaseText(ground, '.gitattributes')) ?? '');
  const assembled = assembleChange(frame, subject.change, { hits, attributes, view });
  const isRehearsal = order.rehearsal !== null;
  const whole: Dossier = isRehearsal
    ? { ...assembled, coverage: readByRulesOnly(assembled.coverage, unread) }
    : { ...assembled, notes: [...notes, ...unread.map(noteOnUnread)] };
  return {
    whole,
    since: ({ number, baseline }, before) => {
      if (delta === null || baseline === null) return whole;
      const { head } = baseline;
      const later = assembleChange(frame, delta, { hits, attributes, view: 'narrow' });
      const renames = new Map(delta.files.flatMap((file) => renameOf(file)));
      const parts = { whole: whole.coverage, before: { coverage: before, head }, delta: later.coverage, renames };
      return {
        ...later,
        base: whole.base,
        notes: whole.notes,
        coverage: isRehearsal ? whole.coverage : coverSince(parts),
        since: { round: number, head },
      };
    },
  };
}

function renameOf({ path, previousPath }: { readonly path: string; readonly previousPath: string | null }) {
  return previousPath === null ? [] : [[path, previousPath] as const];
}

/** Seats read such a file themselves, and should not take the silence of the rules for an answer. */
function noteOnUnread({ path, reason }: { readonly path: string; readonly reason: string }): string {
  return `the evidence rules could not read ${path} (${reason}), so they say nothing for it`;
}

/** What a person asks and what an author says, as it may be shown. */
export function cleanWords({
  question,
  issue,
  description,
}: ReviewOrder): Pick<DossierFrame, 'question' | 'issue' | 'description'> {
  return {
    question: question === null ? null : redactSecrets('question', onOneLine(question)).text,
    issue: issue === null ? null : redactSecrets('issue', onOneLine(issue)).text,
    description: description === null ? null : cleanDescription(description),
  };
}

const LONGEST_DESCRIPTION = 10_000;

/** Title and text without secrets and invisible characters; a very long text loses its end, and says so. */
function cleanDescription({ title, body }: NonNullable<ReviewOrder['description']>): string {
  const text = removeInvisible(`${onOneLine(title)}\n\n${body}`.replaceAll('\r\n', '\n').trim()).text;
  const clean = redactSecrets('description', text).text;
  if (clean.length <= LONGEST_DESCRIPTION) return clean;
  const rest = clean.length - LONGEST_DESCRIPTION;
  return `${clean.slice(0, LONGEST_DESCRIPTION).toWellFormed()}\n[… ${rest} more characters of the description are left out]`;
}
