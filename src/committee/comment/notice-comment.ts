import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { subText } from '../../kernel/markdown/sub-text.ts';
import type { Notice } from '../check/notice.ts';
import { wordNotice } from '../check/notice-words.ts';
import type { CommentPlace } from './place.ts';

/** A notice that a person must act upon and that therefore has a comment too. */
export type CommentedNotice = Extract<
  Notice,
  { readonly kind: 'stranger' | 'configuration' | 'day-budget' | 'refused' | 'unreadable' | 'failed' }
>;

/** The comment of a review without a session, in the place of the verdict comment: what is the matter and what to do. */
export function renderNoticeComment(notice: CommentedNotice, place: CommentPlace): string {
  const { title, body } = wordNotice(notice);
  const [first = '', ...further] = body;
  const sections = [
    `<!-- conclave:verdict ${place.scope} notice=${notice.kind} -->`,
    `### ⚠️ Conclave: ${title}\n${first}`,
    ...further,
    subText(`No verdict. ${inlineCode('/conclave help')}`),
  ];
  return `${sections.join('\n\n')}\n`;
}
