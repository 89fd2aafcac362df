import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../src/committee/check/notice.ts';
import { renderNoticeCheck } from '../../../src/committee/check/notice-check.ts';
import { renderNoticeComment } from '../../../src/committee/comment/notice-comment.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import { complaintOf } from '../../../src/kernel/complaint.ts';
import { EARNEST_OBSTACLES, QUIET_NOTICES } from './some-notices.ts';
import { tellCheck } from './told-check.ts';

const EARNEST: readonly Notice[] = [
  ...QUIET_NOTICES.filter(({ kind }) => kind !== 'day-budget'),
  { kind: 'cancelled', by: 'anna-keller' },
  {
    kind: 'skipped',
    rows: [{ id: 'documents', because: ['only documents changed: README.md'] }],
    notAsked: [{ whom: 'acme/ghosts', why: 'GitHub answered 422 when asked for a review of acme/quant#4' }],
  },
  ...EARNEST_OBSTACLES,
];

describe('a review without a session', () => {
  it('is told by its check as on file', async () => {
    const told = EARNEST.map((notice) => `# ${notice.kind}\n\n${tellCheck(renderNoticeCheck(notice))}`);

    await expect(told.join('\n')).toMatchFileSnapshot('../golden/notices.check.md');
  });

  it('is told by a comment as on file when people must act', async () => {
    const place = { scope: 'pr=41 n=1 head=a1b2c3d4', linkTo: () => null, linkToRule: () => null };

    const told = EARNEST_OBSTACLES.map((notice) => renderNoticeComment(notice, place));

    await expect(told.join('\n')).toMatchFileSnapshot('../golden/notices.comment.md');
  });

  it('never passes a required check for what could not be judged', () => {
    const concluded = EARNEST_OBSTACLES.map((notice) => renderNoticeCheck(notice).conclusion);

    expect(new Set(concluded)).toEqual(new Set(['action_required']));
  });

  it('has no conclusion while it is in progress', () => {
    expect(renderNoticeCheck({ kind: 'reading' }).conclusion).toBeNull();
  });

  it('tells the facts of an error, and nothing for a fact that is not there', () => {
    const error = new AppError('bad-config', 'a key is unknown', { where: '.github/conclave.yml:3' });

    expect(complaintOf(error)).toEqual({
      what: 'a key is unknown',
      where: '.github/conclave.yml:3',
      expected: null,
      advice: null,
    });
  });
});
