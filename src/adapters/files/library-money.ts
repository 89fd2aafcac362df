import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { wordFileFailure } from '../../kernel/file-failure.ts';
import { hashText } from '../../kernel/hash.ts';
import { MicroUsd } from '../../kernel/micro-usd.ts';
import { ModelId } from '../../kernel/model-id.ts';
import type { LibraryMoney } from '../../ports/library.ts';

/** Where the money of embedding is written down on a machine. */
export interface MoneyPlace {
  readonly cacheFolder: string;
  /** Names the repository that pays, in any words. */
  readonly payer: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The money of one repository's embedding as files of lines, one for each day; old ones are forgotten. */
export function openFileMoney({ cacheFolder, payer, now }: MoneyPlace): LibraryMoney {
  const folder = join(cacheFolder, 'money-v1');
  const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);
  const book = () => join(folder, `${dayOf(now())}-${hashText(payer).slice(0, 16)}.jsonl`);
  return {
    reserve: async ({ model, worst, cap }) => {
      const place = book();
      const id = randomBytes(8).toString('hex');
      await orSay(folder, () => forgetBefore(folder, dayOf(now() - KEPT_MS)));
      // Written first and counted then, so that two programs can never both pass the cap.
      await write(place, { id, state: 'reserved', model, microUsd: worst, at: new Date(now()).toISOString() });
      const counted = await count(place);
      if (counted <= cap) return { kind: 'reserved', id: `${place}\n${id}` };
      await write(place, { id, state: 'released', model, microUsd: 0, at: new Date(now()).toISOString() });
      return { kind: 'refused', left: Math.max(0, cap - (counted - worst)) };
    },
    settle: async (reservation, outcome) => {
      const [place = '', id = ''] = reservation.split('\n');
      const open = (await readEntries(place)).findLast((entry) => entry.id === id);
      if (open?.state !== 'reserved') {
        throw new AppError('broken', 'money for embedding was settled that was not reserved', { where: place });
      }
      const microUsd = outcome.kind === 'paid' ? outcome.microUsd : outcome.kind === 'released' ? 0 : open.microUsd;
      await write(place, { ...open, state: outcome.kind, microUsd, at: new Date(now()).toISOString() });
    },
  };
}

/** A call that began before midnight is settled on the day on which it was reserved. */
const KEPT_MS = 2 * 86_400_000;

/** The newest entry of an id counts. */
const Entry = z.strictObject({
  id: z.string(),
  state: z.enum(['reserved', 'paid', 'released', 'possibly-spent']),
  model: ModelId,
  microUsd: MicroUsd,
  at: z.iso.datetime(),
});
type Entry = z.infer<typeof Entry>;

async function write(place: string, entry: Entry): Promise<void> {
  await orSay(place, () => appendFile(place, `${JSON.stringify(entry)}\n`, { mode: 0o600 }));
}

async function count(place: string): Promise<MicroUsd> {
  const newest = new Map((await readEntries(place)).map((entry) => [entry.id, entry.microUsd]));
  return [...newest.values()].reduce((sum, amount) => sum + amount, 0);
}

/** A book of which a line cannot be read does not tell what was spent, and nothing more is. */
async function readEntries(place: string): Promise<readonly Entry[]> {
  const text = await orSay(place, () => readFile(place, 'utf8'));
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const entry = Entry.safeParse(parseLine(line));
      if (entry.success) return entry.data;
      throw new AppError('outside-failed', 'what embedding cost today cannot be read', {
        where: place,
        advice: 'Delete the file to begin the day anew; what it held is then no longer counted.',
      });
    });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function forgetBefore(folder: string, day: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    if (NAME.test(name) && name < day) await rm(join(folder, name), { force: true });
  }
}

const NAME = /^\d{4}-\d{2}-\d{2}-[0-9a-f]{16}\.jsonl$/;

async function orSay<T>(place: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('outside-failed', `what embedding costs cannot be written down: ${wordFileFailure(cause)}`, {
      where: place,
      cause,
    });
  }
}
