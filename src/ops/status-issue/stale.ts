import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { decodeRecord } from '../state/record-text.ts';
import { sinceWords } from './since.ts';
import { MOST_CHARACTERS, STATUS_MARK, type StatusIssueText, toldValidUntil } from './status-issue.ts';

const STALE_TITLE = 'State: STALE';

/** When it is (ISO 8601), and why nobody has looked, in words of anybody. */
export interface StaleOrder {
  readonly now: string;
  readonly why: string;
}

/** A status issue that is stale, and the one comment that tells so. */
export interface StaleStatus extends StatusIssueText {
  /** The first line of the comment, by which it is found again. */
  readonly marker: string;
  readonly comment: string;
  /** When somebody looked last, ISO 8601. */
  readonly seenAt: string;
}

/**
 * The status issue as it stands, told to be stale when the time is over until which it says that it is valid; null where
 * it is not, where it says so already, or where it has no record.
 */
export function renderStale({ title, body }: StatusIssueText, { now, why }: StaleOrder): StaleStatus | null {
  const { record } = decodeRecord(body);
  if (record === null || title.startsWith(STALE_TITLE) || !body.startsWith(STATUS_MARK)) return null;
  const until = toldValidUntil(body);
  if (until === null || Date.parse(now) <= Date.parse(until)) return null;
  const { state, heardAt: seenAt } = record.standing;
  const seen = sinceWords(seenAt, now);
  const head = `**STALE: nobody has looked since ${seen}**: ${plainText(why.replace(/[.\s]+$/, ''), 400)}.`;
  const end = body.indexOf('\n');
  const longer = `${body.slice(0, end)}\n${head} What follows is of then; ${inlineCode('/conclave state')} looks now.\n${body.slice(end)}`;
  const marker = `<!-- conclave:ops-stale after=${seenAt} -->`;
  return {
    title: `${STALE_TITLE}, ${state} until ${seen}`,
    body: longer.length <= MOST_CHARACTERS ? longer : body,
    marker,
    comment: `${marker}\n\n${head} It was ${state} then; what it is now nobody knows.`,
    seenAt,
  };
}
