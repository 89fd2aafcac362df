import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { askOnceWhetherStopped, type StoryTables } from '../../../src/adapters/durable/stop-looks.ts';

/** Tables that note what they are asked; a story in `stopped` does not go on. */
function watchTables(stopped = new Set<string>()) {
  const asked: string[] = [];
  const answer = async (question: string, story: string): Promise<void> => {
    asked.push(`${question} ${story}`);
    if (stopped.has(story)) throw new Error(`${story} was stopped`);
  };
  const tables: StoryTables = {
    checkIfCanceled: (story) => answer('goes on?', story),
    getOperationResultAndThrowIfCancelled: (story, step) => answer(`recorded ${step}?`, story).then(() => undefined),
  };
  askOnceWhetherStopped(tables);
  return { tables, asked, stopped };
}

/** What the engine asks at every step. */
async function begin({ checkIfCanceled, getOperationResultAndThrowIfCancelled }: StoryTables, step: number) {
  await checkIfCanceled('a');
  await getOperationResultAndThrowIfCancelled('a', step);
  await checkIfCanceled('a');
}

describe('a step of a story', () => {
  it('asks for the record of each step, and not beside that whether the story goes on', async () => {
    const { tables, asked } = watchTables();

    await begin(tables, 0);
    await begin(tables, 1);

    expect(asked).toEqual(['goes on? a', 'recorded 0? a', 'recorded 1? a']);
  });

  it('does not begin once the story was stopped, however lately it still went on', async () => {
    const { tables, stopped } = watchTables();
    await begin(tables, 0);
    stopped.add('a');

    await expect(begin(tables, 1)).rejects.toThrow('a was stopped');
  });

  it('is not tried again after a pause when the story was stopped in it', async () => {
    const { tables, stopped } = watchTables();
    await begin(tables, 0);
    stopped.add('a');
    await sleep(1_000);

    await expect(tables.checkIfCanceled('a')).rejects.toThrow('a was stopped');
  });

  it('tells nothing of another story', async () => {
    const { tables, asked } = watchTables();
    await begin(tables, 0);
    await tables.checkIfCanceled('b');

    expect(asked.at(-1)).toBe('goes on? b');
  });
});
