import type { BoardHead } from '../../src/cli/review/board-state.ts';
import type { ModelId } from '../../src/kernel/model-id.ts';
import type { SeatPreview, SessionEvent } from '../../src/ports/witness.ts';

const FIRST = 'mistral:mistral-large-latest';
const SECOND = 'google:gemini-2.5-pro';
const FLASH = 'google:gemini-2.5-flash';
const SKILLS = ['ml-engineer', 'data-scientist', 'crypto-trader', 'architect', 'ops'];
const LIMITED = 'Google Gemini limits the rate of gemini-2.5-pro (429) and asks to wait 120 s';
const MISSHAPEN = 'the answer has not the expected shape: score: Too big: expected number to be <=10';

export const HEAD: BoardHead = { subject: 'momentum', commit: 'a1b2c3d4'.repeat(5), files: 14, baseName: 'main' };

/** Seats of a skill on two models, in the order of a session. */
export function seatsOf(skills: readonly string[], first: ModelId, second: ModelId): readonly SeatPreview[] {
  return skills.flatMap((skill) => [
    { seat: `${skill}/first`, skill, slot: 'first' as const, model: first },
    { seat: `${skill}/second`, skill, slot: 'second' as const, model: second },
  ]);
}

export const SEATS = seatsOf(SKILLS, FIRST, SECOND);

export const opened = (seats: readonly SeatPreview[] = SEATS): SessionEvent => ({
  kind: 'opened',
  id: '20260512-071004-4be19c02',
  seats,
  capMicroUsd: 2_000_000,
});

export const asked = (call: string, model: ModelId): SessionEvent => ({ kind: 'asked', call, model });

export const failedTry = (
  call: string,
  model: ModelId,
  message: string,
  next: ModelId | null = null,
): SessionEvent => ({
  kind: 'try-failed',
  call,
  model,
  message,
  next,
});

interface Said {
  readonly stance?: 'accept' | 'accept_with_changes' | 'reject' | 'abstain';
  readonly score?: number;
  readonly ms?: number;
  readonly usd?: number;
}

export const answered = (
  call: string,
  model: ModelId,
  { stance, score, ms = 2_100, usd = 0.0287 }: Said,
): SessionEvent => ({
  kind: 'answered',
  call,
  model,
  stance: stance ?? null,
  score: score ?? null,
  latencyMs: ms,
  tokens: 13_380,
  microUsd: Math.round(usd * 1_000_000),
});

/** A moment of the story: what has happened since the one before, and the time in milliseconds. */
export interface Moment {
  readonly name: string;
  readonly at: number;
  readonly events: readonly SessionEvent[];
}

/** A session with everything that can happen: a failure, a fallback, a repair, a silent seat, three claims, the chair. */
export const STORY: readonly Moment[] = [
  { name: 'opened', at: 0, events: [opened()] },
  { name: 'all seats read', at: 1_500, events: SEATS.map(({ seat, model }) => asked(seat, model)) },
  {
    name: 'first answers, two seats limited',
    at: 3_600,
    events: [
      answered('ml-engineer/first', FIRST, { stance: 'reject', score: 2 }),
      answered('data-scientist/first', FIRST, { stance: 'accept_with_changes', score: 6.5, ms: 2_800 }),
      failedTry('architect/second', SECOND, LIMITED, FLASH),
      asked('architect/second', FLASH),
      failedTry('ops/second', SECOND, LIMITED, FLASH),
      asked('ops/second', FLASH),
    ],
  },
  {
    name: 'a repair',
    at: 9_000,
    events: [
      failedTry('ops/first', FIRST, MISSHAPEN),
      { kind: 'repairing', call: 'ops/first', model: FIRST },
      asked('ops/first', FIRST),
      answered('crypto-trader/first', FIRST, { stance: 'accept_with_changes', score: 5 }),
      answered('architect/first', FIRST, { stance: 'accept', score: 8, usd: 0.0042 }),
    ],
  },
  {
    name: 'every seat done, one not heard',
    at: 14_000,
    events: [
      answered('ops/first', FIRST, { stance: 'accept', score: 10, ms: 9_700 }),
      answered('ml-engineer/second', SECOND, { stance: 'reject', score: 1, ms: 13_400 }),
      answered('data-scientist/second', SECOND, { stance: 'accept_with_changes', score: 5 }),
      answered('crypto-trader/second', SECOND, { stance: 'abstain', score: 5 }),
      answered('architect/second', FLASH, { stance: 'accept', score: 7, usd: 0.004 }),
      failedTry('ops/second', FLASH, 'Google Gemini answered 503'),
      { kind: 'failed', call: 'ops/second', message: 'Google Gemini answered 503', tokens: 0, microUsd: 0 },
    ],
  },
  {
    name: 'cross-examination',
    at: 15_000,
    events: [
      { kind: 'examining', candidates: 3 },
      asked('cross-examination/first 1', FIRST),
      asked('cross-examination/second 2', SECOND),
    ],
  },
  {
    name: 'the chair',
    at: 21_000,
    events: [
      answered('cross-examination/first 1', FIRST, { ms: 1_200 }),
      answered('cross-examination/second 2', SECOND, { ms: 2_200 }),
      { kind: 'consolidating' },
      asked('chair', FLASH),
    ],
  },
  { name: 'the end', at: 24_000, events: [answered('chair', FLASH, { ms: 1_900, usd: 0.0033 })] },
];
