import type { Notice } from '../../../src/committee/check/notice.ts';
import type { CommentedNotice } from '../../../src/committee/comment/notice-comment.ts';

const budget = {
  kind: 'day-budget',
  spentMicroUsd: 18_410_000,
  claimedMicroUsd: 1_310_000,
  sessionMicroUsd: 1_290_000,
  dayCapMicroUsd: 20_000_000,
} as const;

/** Every notice that has no words of strangers. */
export const QUIET_NOTICES: readonly Notice[] = [
  { kind: 'reading' },
  { kind: 'reading', rehearsal: true },
  { kind: 'superseded', by: 'b2c3d4e5'.repeat(5) },
  { kind: 'closed', how: 'merged' },
  { kind: 'recorded', sessionId: '20260512-071004-4be19c02', conclusion: 'failure', url: 'https://github.example/c/7' },
  { kind: 'recorded', sessionId: '20260512-071004-4be19c02', conclusion: 'success', url: null },
  budget,
];

/** The notices for which people must act, with words of strangers in them. */
export function obstaclesSaying(text: string): readonly CommentedNotice[] {
  const complaint = { what: text, where: text, expected: text, advice: text };
  return [
    { kind: 'stranger', author: text },
    { kind: 'configuration', complaint },
    { kind: 'refused', complaint: { ...complaint, where: null } },
    { kind: 'unreadable', why: text, advice: text },
    { kind: 'failed', complaint, kept: text },
  ];
}

/** Every notice that has words of strangers. */
export function noticesSaying(text: string): readonly Notice[] {
  return [
    ...obstaclesSaying(text),
    { kind: 'cancelled', by: text },
    { kind: 'skipped', rows: [{ id: text, because: [text] }], notAsked: [{ whom: text, why: text }] },
  ];
}

/** A notice of each kind as it is in earnest. */
export const EARNEST_OBSTACLES: readonly CommentedNotice[] = [
  { kind: 'stranger', author: 'passer-by' },
  {
    kind: 'configuration',
    complaint: {
      what: 'unknown key "expert" under committee',
      where: '.github/conclave.yml:14',
      expected: 'one of: enforcement, models, fallbacks, seats_heard, coverage, budget_usd',
      advice: 'did you mean "experts"? Experts are chosen by routing rows or --experts.',
    },
  },
  budget,
  {
    kind: 'refused',
    complaint: {
      what: 'only 5 of 10 seats can be asked, 8 must be heard',
      where: null,
      expected: 'GOOGLE_API_KEY for google:gemini-2.5-pro',
      advice: 'set the key; nothing was asked and nothing was paid',
    },
  },
  {
    kind: 'unreadable',
    why: 'The change has 3,412 files, and the host lists 3,000 of them.',
    advice: 'Split the change',
  },
  { kind: 'unreadable', why: 'the change is empty: no file differs' },
  {
    kind: 'failed',
    complaint: {
      what: 'the database does not answer',
      where: null,
      expected: null,
      advice: 'look at the log of the service',
    },
    kept: 'The answers of 6 of 10 seats are on record.',
  },
  {
    kind: 'failed',
    complaint: { what: 'GitHub answered 502 three times', where: null, expected: null, advice: null },
    kept: 'Session 20260512-071004-4be19c02 is kept with its verdict.',
    sessionKept: true,
  },
];
