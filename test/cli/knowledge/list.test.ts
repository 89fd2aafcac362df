import { afterAll, describe, expect, it } from 'vitest';
import { makeRepository, removeFolders } from '../../adapters/git/scratch-repository.ts';
import { ask } from './asking.ts';
import { makeLibrary } from './knowledge-house.ts';

afterAll(removeFolders);

describe('conclave knowledge list', () => {
  it('lists the documents with their citations, and those that could not be read', async () => {
    const { exitCode, output, errors } = await ask(makeLibrary().folder, ['list']);

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    await expect(output).toMatchFileSnapshot('../golden/knowledge-list.txt');
  });

  it('lists them as JSON', async () => {
    const library = makeLibrary();

    const { output } = await ask(library.folder, ['list', '--json']);

    expect(JSON.parse(output)).toMatchObject({
      commit: library.git('rev-parse', 'HEAD'),
      documents: [
        { path: 'docs/adr/0025-tables.md', record: 25, passages: 2 },
        { path: 'docs/manuel.fr.md', record: null, passages: 1 },
        { path: 'docs/runbook.md', record: null, passages: 2 },
      ],
    });
  });

  it('ends with 1 where there are none', async () => {
    const bare = makeRepository();
    bare.write('src/model.py', 'x = 1\n');
    bare.commit();

    const { exitCode } = await ask(bare.folder, ['list']);

    expect(exitCode).toBe(1);
  });
});
