import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { decodeRecord } from '../state/record-text.ts';
import { validUntil } from './ground.ts';
import { sinceWords } from './since.ts';
import { STATUS_MARK, type StatusIssueText } from './status-issue.ts';

const STALE_TITLE = 'State: STALE';

/**
 * The status issue as it stands, told to be stale when nobody has looked for longer than a state is valid; null where it
 * is not, where it says so already, or where it has no record. `now` is ISO 8601.
 */
export function renderStale(
  { title, body }: StatusIssueText,
  { validMinutes, now }: { readonly validMinutes: number; readonly now: string },
): StatusIssueText | null {
  const { record } = decodeRecord(body);
  if (record === null || title.startsWith(STALE_TITLE) || !body.startsWith(STATUS_MARK)) return null;
  const { state, heardAt } = record.standing;
  if (Date.parse(now) <= Date.parse(validUntil(heardAt, validMinutes))) return null;
  const seen = sinceWords(heardAt, now);
  const end = body.indexOf('\n');
  return {
    title: `${STALE_TITLE}, ${state} until ${seen}`,
    body: `${body.slice(0, end)}\n**STALE: nobody has looked since ${seen}.** What follows is of then; ${inlineCode('/conclave state')} looks now.\n${body.slice(end)}`,
  };
}
