import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type KnowledgeRecord, renderKnowledgeLine } from '../../finops/knowledge-line.ts';
import { AppError } from '../../kernel/app-error.ts';
import { wordFileFailure } from '../../kernel/file-failure.ts';

/** Adds the record of what a call for vectors cost to `finops.jsonl` of a folder. */
export async function keepKnowledgeCosts(folder: string, record: KnowledgeRecord): Promise<void> {
  const place = join(folder, 'finops.jsonl');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await appendFile(place, renderKnowledgeLine(record), { mode: 0o600 });
  } catch (cause) {
    throw new AppError('outside-failed', `what embedding cost cannot be kept: ${wordFileFailure(cause)}`, {
      where: place,
      cause,
    });
  }
}
