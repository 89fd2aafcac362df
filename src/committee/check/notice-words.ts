import { renderComplaint } from '../../kernel/markdown/complaint-lines.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { formatUsd } from '../../kernel/micro-usd.ts';
import { drawLogin } from '../comment/decisions.ts';
import { drawCommit } from '../comment/where.ts';
import { closeSentence } from '../wording.ts';

import type { Notice } from './notice.ts';

/** A notice in words: what is the matter, why, and what a person can do. */
export interface NoticeWords {
  /** Plain text of the product's own words. */
  readonly title: string;
  /** Safe Markdown, one paragraph each. */
  readonly body: readonly string[];
}

/** Words a notice for the check, and for the comment where it has one. */
export function wordNotice(notice: Notice): NoticeWords {
  switch (notice.kind) {
    case 'reading':
    case 'superseded':
    case 'begun-anew':
    case 'closed':
    case 'cancelled':
    case 'skipped':
    case 'recorded':
      return wordCourse(notice);
    case 'stranger':
    case 'configuration':
    case 'day-budget':
    case 'refused':
    case 'unreadable':
    case 'not-queued':
    case 'failed':
      return wordObstacle(notice);
    default:
      return notice satisfies never;
  }
}

const LONGEST_WORDS = 600;
const NOTHING_PAID = 'Nothing was asked and nothing was paid.';
const RETRY = inlineCode('/conclave retry');
const REVIEW = inlineCode('/conclave review');

/** What goes its way: nobody has to do anything. */
type Course = Extract<
  Notice,
  { readonly kind: 'reading' | 'superseded' | 'begun-anew' | 'closed' | 'cancelled' | 'skipped' | 'recorded' }
>;

const CANCEL = inlineCode('/conclave cancel');
const READ: readonly string[] = [
  'The change is read, every seat is asked, weighty claims are examined by the other model; the verdict is published here and in a comment.',
  `This takes some minutes. ${CANCEL} stops it.`,
];
const REHEARSED: readonly string[] = [
  'The change is read and the evidence rules look at it; this is a rehearsal, so no language model is consulted and nothing is paid. The verdict is published here and in a comment.',
  `${CANCEL} stops it.`,
];

function wordCourse(notice: Course): NoticeWords {
  switch (notice.kind) {
    case 'reading':
      return words('Reading the change…', notice.rehearsal === true ? REHEARSED : READ);
    case 'superseded':
      return words(`Superseded by ${shortHash(notice.by)}`, [
        `The head is ${drawCommit(notice.by)} by now and has a review of its own. This commit is not judged.`,
      ]);
    case 'begun-anew':
      return words('Begun anew', [
        'Another attempt at this commit has begun; its verdict stands in a check of its own.',
      ]);
    case 'closed':
      return words(`The pull request was ${notice.how}`, [
        `The review stopped, since the pull request was ${notice.how}. This commit is not judged.`,
      ]);
    case 'cancelled':
      return words('Cancelled by a person', [
        `${drawLogin(notice.by)} cancelled the review. ${REVIEW} starts it again.`,
      ]);
    case 'skipped':
      return wordSkipped(notice);
    case 'recorded':
      return wordRecorded(notice);
    default:
      return notice satisfies never;
  }
}

/** A title is plain text, so that only names as the configuration has them stand in it. */
const ROW_NAME = /^(?=.*[g-z-])[a-z][a-z0-9-]{0,59}$/;

function wordSkipped({ rows, notAsked = [] }: Extract<Notice, { readonly kind: 'skipped' }>): NoticeWords {
  const named = rows.map(({ id }) => id).filter((id) => ROW_NAME.test(id));
  const lines = rows.map(({ id, because }) => {
    const reason = because.length === 0 ? '' : `: ${plainText(because.join('; '), LONGEST_WORDS)}`;
    return `- ${inlineCode(id.slice(0, 120))}${reason}`;
  });
  const failed = notAsked.map(
    ({ whom, why }) => `- ${inlineCode(whom.slice(0, 120))} could not be asked: ${plainText(why, LONGEST_WORDS)}`,
  );
  return words(['Skipped by routing', ...(named.length === 0 ? [] : [named.slice(0, 5).join(', ')])].join(': '), [
    `The routing matrix asks for no review of such a change, so that no session was held and nothing was paid${lines.length === 0 ? '.' : ':'}`,
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    ...(failed.length === 0 ? [] : [failed.join('\n')]),
    `${REVIEW} reviews it all the same, as ${inlineCode('/conclave review pr')}.`,
  ]);
}

function wordRecorded({ sessionId, url }: Extract<Notice, { readonly kind: 'recorded' }>): NoticeWords {
  const verdict = url === null ? '' : ` Its verdict stands in ${link('this comment', url)}.`;
  return words('Answered from the record', [
    `This commit was reviewed before with the same base and configuration. Session ${inlineCode(sessionId)} answers; nothing was paid again.${verdict}`,
    `${RETRY} asks the committee anew.`,
  ]);
}

/** What stands in the way until a person acts. */
type Obstacle = Exclude<Notice, Course>;

function wordObstacle(notice: Obstacle): NoticeWords {
  switch (notice.kind) {
    case 'stranger':
      return words('Waiting for someone with write access', [
        `${drawLogin(notice.author)} has no write access to this repository, so no review was started. ${NOTHING_PAID}`,
        `Someone with write access may ask for it with ${REVIEW}.`,
      ]);
    case 'configuration':
      return words('The configuration cannot be used', [
        renderComplaint(notice.complaint),
        `${NOTHING_PAID} Mend the file on the base branch, then ask again with ${RETRY}.`,
      ]);
    case 'day-budget':
      return words('The budget of the day does not suffice', [
        `This repository may spend ${formatUsd(notice.dayCapMicroUsd)} in a day (UTC). ${formatUsd(notice.spentMicroUsd)} are spent, ${formatUsd(notice.claimedMicroUsd)} more are claimed by reviews that run, and this one may cost ${formatUsd(notice.sessionMicroUsd)}. ${NOTHING_PAID}`,
        `Ask again tomorrow with ${RETRY}, or raise ${inlineCode('committee.budget_usd_per_day')} on the base branch.`,
      ]);
    case 'refused':
      return words('The review was not started', [renderComplaint(notice.complaint), `Then ask again with ${RETRY}.`]);
    case 'unreadable':
      return wordUnreadable(notice);
    case 'not-queued':
      return words('No verdict for this commit of the merge queue', [
        `A verdict counts in the queue only for the very head that was queued: ${plainText(notice.why, LONGEST_WORDS)}.`,
        `Ask for a review of the pull request with ${RETRY}, and queue it again when its verdict stands.`,
      ]);
    case 'failed':
      return words('The review failed', [
        renderComplaint(notice.complaint),
        `Kept: ${plainText(notice.kept, LONGEST_WORDS)}`,
        notice.sessionKept === true
          ? `It is published again within the hour; ${RETRY} asks the committee anew, and pays for that.`
          : `${RETRY} asks the committee anew, and pays for that.`,
      ]);
    default:
      return notice satisfies never;
  }
}

function wordUnreadable({ why, advice }: Extract<Notice, { readonly kind: 'unreadable' }>): NoticeWords {
  const first = advice == null || advice.trim() === '' ? '' : `${closeSentence(plainText(advice, LONGEST_WORDS))} `;
  return words('The change cannot be read', [
    `${closeSentence(plainText(capitalise(why), LONGEST_WORDS))} ${NOTHING_PAID}`,
    `${first}Ask again with ${RETRY} once there is a change that can be read.`,
  ]);
}

/** Begins with a capital where a plain word begins; a name with other signs keeps its letters. */
function capitalise(sentence: string): string {
  return sentence.replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase());
}

/** A commit for a title, which is plain text; what is no hash shows nothing. */
function shortHash(commit: string): string {
  return /^[0-9a-f]{7}/.exec(commit)?.[0] ?? 'a newer commit';
}

function words(title: string, body: readonly string[]): NoticeWords {
  return { title, body };
}
