import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { subText } from '../../kernel/markdown/sub-text.ts';
import type { Severity } from '../../kernel/severity.ts';
import type { CommentPlace } from '../comment/place.ts';
import { drawSources } from '../comment/sources.ts';
import { drawWhere } from '../comment/where.ts';
import { isCandidate } from '../finding.ts';
import { confirmedBy, type FindingRow, raisedBy } from '../rows.ts';
import type { Session } from '../session.ts';
import { REHEARSAL_NOTICE } from '../wording.ts';
import { findingMarker } from './marker.ts';
import { renderNotShown } from './not-shown.ts';
import type { NotShown } from './plan.ts';

/** Where an inline comment will stand. */
export interface InlineSpot {
  readonly pull: number;
  /** The full hash of the reviewed commit. */
  readonly head: string;
  readonly place: CommentPlace;
  /** True when it stands at its file as a whole, so that it must name its lines. */
  readonly atFile: boolean;
}

const LONGEST_WORDS = 600;
const MOST_IDS = 5;

/** How a severity is told in a thread. */
const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  blocker: '⛔ Blocker',
  major: '✏️ Change asked',
  minor: 'Minor',
  note: 'Note',
};

/**
 * Draws a finding as the comment on its lines: what is wrong, what it rests on, what to do, and how to say that it is
 * none. Its first line is the marker by which it is found again.
 */
export function renderInlineComment(row: FindingRow, session: Session, spot: InlineSpot): string {
  const { lead } = row;
  const { pull, head, place, atFile } = spot;
  const ids = row.members.map(({ id }) => inlineCode(id));
  const more = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
  const where = atFile ? drawWhere(lead, place) : null;
  return `${[
    findingMarker({ finding: lead.id, pull, state: 'open', head }),
    `**${SEVERITY_WORDS[lead.severity]}** ${ids.slice(0, MOST_IDS).join(' ')}${more} · ${lead.code}${where === null ? '' : ` · ${where}`}`,
    plainText(lead.claim, LONGEST_WORDS),
    ...(lead.recommendation.trim() === '' ? [] : [`**To mend:** ${plainText(lead.recommendation, LONGEST_WORDS)}`]),
    drawProof(row, session, place),
    ...(session.rehearsal ? [`**${REHEARSAL_NOTICE}**`] : []),
    drawWayOut(row),
  ].join('\n\n')}\n`;
}

function drawProof(row: FindingRow, session: Session, place: CommentPlace): string {
  const sources = drawSources(row, session, place);
  const confirmed = confirmedBy(row, (rule) => `\`${rule}\``);
  const facts = [
    ...(sources === '' ? [] : [`Rests on ${sources}`]),
    `raised by ${plainText(raisedBy(row), 200)}`,
    ...(confirmed === '' ? [] : [`confirmed by ${plainText(confirmed, 300)}`]),
  ].join('; ');
  return `${facts.charAt(0).toUpperCase()}${facts.slice(1)}.`;
}

/** Dismissing is said in a line, since nobody looks for it elsewhere. */
function drawWayOut({ lead }: FindingRow): string {
  const who = isCandidate(lead) ? 'a maintainer other than the author' : 'anyone who can write, but not the author';
  const command = inlineCode(`/conclave dismiss ${lead.id} <reason>`);
  return subText(
    `Not a finding? React with 👎 here and reply why, in 20 to 2,000 characters, or write ${command}: ${who}. Advisory; a person decides.`,
  );
}

/** What the review says above its comments, and what is not among them. */
export function renderReviewBody(
  { pull, head }: Pick<InlineSpot, 'pull' | 'head'>,
  count: number,
  notShown: readonly NotShown[],
): string {
  const marker = `<!-- conclave:inline pr=${pull} head=${head.replace(/[^0-9a-f]/g, '')} -->`;
  const shown = count === 1 ? '1 finding stands' : `${count} findings stand`;
  const lines = [
    `${shown} at the lines below; the verdict stands in the comment of Conclave.`,
    ...renderNotShown(notShown),
  ];
  return `${[marker, ...lines].join('\n\n')}\n`;
}
