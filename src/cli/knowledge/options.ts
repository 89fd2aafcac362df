import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';

/** Which documents are looked at, and how what is found is told. */
export interface PlaceOptions {
  /** Absolute. */
  readonly repo: string;
  readonly base: string;
  readonly json: boolean;
  /** Whether what was read before may be used, and what is read now kept. */
  readonly cache: boolean;
}

/** The options of `conclave knowledge ask`, checked. */
export interface AskOptions extends PlaceOptions {
  readonly question: string;
  readonly limit: number;
}

const Place = z.object({
  repo: z.string().optional(),
  base: z.string().optional(),
  json: z.boolean().default(false),
  cache: z.boolean().default(true),
});

const Ask = Place.extend({ question: z.string(), limit: z.string().default('5') });

/** Checks the options of `conclave knowledge ask`. */
export function parseAskOptions(options: unknown, terminal: Pick<Terminal, 'folder'>): AskOptions {
  const { question, limit, ...place } = Ask.parse(options);
  refuseSwallowed({ ...place, limit }, 'knowledge ask');
  return { ...placeOf(place, terminal), question: parseQuestion(question), limit: parseLimit(limit) };
}

/** Checks the options of `conclave knowledge list`. */
export function parseListOptions(options: unknown, terminal: Pick<Terminal, 'folder'>): PlaceOptions {
  const place = Place.parse(options);
  refuseSwallowed(place, 'knowledge list');
  return placeOf(place, terminal);
}

function placeOf({ repo, base, json, cache }: z.infer<typeof Place>, { folder }: Pick<Terminal, 'folder'>) {
  return { repo: resolve(folder, repo ?? '.'), base: base ?? 'HEAD', json, cache };
}

const LONGEST_QUESTION = 2_000;

function parseQuestion(text: string): string {
  const question = text.replaceAll(/\s+/g, ' ').trim();
  if (/[\p{L}\p{N}]/u.test(question) && question.length <= LONGEST_QUESTION) return question;
  throw new AppError('bad-input', question === '' ? 'the question is empty' : 'the question is none', {
    where: 'QUESTION',
    expected: `words in at most ${LONGEST_QUESTION} characters, e.g. "who may promote a model"`,
  });
}

const MOST_PASSAGES = 50;

function parseLimit(text: string): number {
  const limit = /^[1-9]\d?$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST_PASSAGES) return limit;
  throw new AppError('bad-input', `${JSON.stringify(text)} is no number of passages`, {
    where: '--limit',
    expected: `a number from 1 to ${MOST_PASSAGES}, e.g. --limit 5`,
  });
}
