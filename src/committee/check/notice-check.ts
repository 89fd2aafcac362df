import type { CheckOutput, Conclusion } from '../../kernel/check.ts';
import { concludeNotice, type Notice } from './notice.ts';
import { wordNotice } from './notice-words.ts';

/** The check of a review without a session; its conclusion is null while it is in progress. */
export interface NoticeCheck {
  readonly conclusion: Conclusion | null;
  readonly output: CheckOutput;
}

/** Draws the check of a review without a session. */
export function renderNoticeCheck(notice: Notice): NoticeCheck {
  const { title, body } = wordNotice(notice);
  return {
    conclusion: concludeNotice(notice),
    output: { title, summary: body.join('\n\n'), text: '', annotations: [] },
  };
}
