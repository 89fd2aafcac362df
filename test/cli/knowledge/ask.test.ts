import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, makeRepository, removeFolders } from '../../adapters/git/scratch-repository.ts';
import { listFiles, readFiles } from '../running.ts';
import { ask, foundIn, QUESTION } from './asking.ts';
import { makeLibrary } from './knowledge-house.ts';

afterAll(removeFolders);

/** A text in which a word stands for what depends on the moment of the test, or on how exactly words are weighed. */
const steady = (text: string, commit: string) =>
  text
    .replaceAll(commit, 'COMMIT')
    .replaceAll(commit.slice(0, 7), 'COMMIT')
    .replaceAll(/(score|words) \d+\.\d+/g, '$1 N');

describe('conclave knowledge ask', () => {
  it.each([50, 80])('prints passages with rank, citation, place and excerpt, %i columns wide', async (columns) => {
    const library = makeLibrary();

    const { exitCode, output, errors } = await ask(library.folder, ['ask', QUESTION, '--limit', '2'], { columns });

    expect(exitCode).toBe(0);
    expect(errors).toBe('conclave: not read: docs/latin.md (not UTF-8), docs/link.md (a symbolic link)\n');
    expect(output.split('\n').filter((line) => line.length > columns && !line.includes('[doc:'))).toEqual([]);
    await expect(steady(output, library.git('rev-parse', 'HEAD'))).toMatchFileSnapshot(
      `../golden/knowledge-ask-${columns}.txt`,
    );
  });

  it('finds a French passage by an English question, and a record by its citation', async () => {
    const library = makeLibrary();

    const [french, record] = [
      await ask(library.folder, ['ask', 'who approves the promotion of a challenger', '--json', '--limit', '1']),
      await ask(library.folder, ['ask', 'may a task hand over files', '--json', '--limit', '1']),
    ];

    expect(foundIn(french.output).map(({ id }) => id)).toEqual(['doc:docs/manuel.fr.md#approbation']);
    expect(foundIn(record.output).map(({ id }) => id)).toEqual(['adr:25#decision']);
  });

  it('says as JSON all that a program needs to cite a passage', async () => {
    const library = makeLibrary();

    const { output } = await ask(library.folder, ['ask', QUESTION, '--json', '--limit', '1']);

    expect(JSON.parse(output)).toEqual({
      question: QUESTION,
      commit: library.git('rev-parse', 'HEAD'),
      documents: 3,
      passages: 5,
      found: [
        {
          rank: 1,
          score: expect.any(Number),
          lexical: expect.any(Number),
          vector: null,
          id: 'doc:docs/runbook.md#roll-back-a-model',
          path: 'docs/runbook.md',
          line: 1,
          endLine: 8,
          headings: ['Runbook', 'Roll back a model'],
          text: expect.stringContaining('Press the red button'),
        },
      ],
      unread: [
        { path: 'docs/latin.md', reason: 'not UTF-8' },
        { path: 'docs/link.md', reason: 'a symbolic link' },
      ],
      notes: [],
    });
  });

  it('takes the words of a question also without quotes', async () => {
    const library = makeLibrary();

    const [quoted, bare] = [
      await ask(library.folder, ['ask', QUESTION, '--json']),
      await ask(library.folder, ['ask', ...QUESTION.split(' '), '--json']),
    ];

    expect(bare.output).toBe(quoted.output);
  });

  it('reads the documents of the base, not those of the folder', async () => {
    const library = makeLibrary();
    library.write('docs/runbook.md', '# Runbook\n\n## Roll back a model\n\nNever.\n');

    const [before, named] = [
      await ask(library.folder, ['ask', QUESTION, '--json', '--limit', '1']),
      await ask(library.folder, ['ask', QUESTION, '--json', '--limit', '1', '--base', 'main']),
    ];
    library.commit();
    const after = await ask(library.folder, ['ask', QUESTION, '--json', '--limit', '1']);

    expect(before.output).toContain('red button');
    expect(named.output).toBe(before.output);
    expect(after.output).toContain('Never.');
  });

  it('answers the same with a warm cache, with a broken one and with none', async () => {
    const library = makeLibrary();
    const cache = join(makeFolder(), 'cache');
    const environment = { CONCLAVE_CACHE: cache };
    const argv = ['ask', QUESTION, '--json'];
    const cold = await ask(library.folder, argv, { environment });

    const warm = await ask(library.folder, argv, { environment });
    for (const path of listFiles(cache)) writeFileSync(join(cache, path), 'spoilt');
    const broken = await ask(library.folder, argv, { environment });
    const kept = readFiles(cache);
    const none = await ask(library.folder, [...argv, '--no-cache'], { environment });

    expect(listFiles(cache)).toHaveLength(3);
    expect([...kept.values()]).not.toContain('spoilt');
    expect([warm.output, broken.output, none.output]).toEqual([cold.output, cold.output, cold.output]);
  });

  it('says that nothing can be kept, and answers all the same', async () => {
    const library = makeLibrary();
    const file = join(makeFolder(), 'file');
    writeFileSync(file, '');

    const { exitCode, errors } = await ask(library.folder, ['ask', QUESTION], {
      environment: { CONCLAVE_CACHE: file },
    });

    expect(exitCode).toBe(0);
    expect(errors).toContain('a file stands in the way. All of it is read anew.');
  });

  it('ends with 1 when nothing is found, and says why where there are no documents', async () => {
    const library = makeLibrary();
    const bare = makeRepository();
    bare.write('src/model.py', 'x = 1\n');
    bare.commit();

    const [nothing, none] = [await ask(library.folder, ['ask', 'zyxwvut']), await ask(bare.folder, ['ask', QUESTION])];

    expect([nothing.exitCode, none.exitCode]).toEqual([1, 1]);
    expect(nothing.output).toContain('Nothing was found in 5 passages of 3 documents at ');
    expect(none.errors).toContain(
      'conclave: no document that may be cited stands at HEAD\n  expected a file of docs/adr',
    );
  });

  it('obeys no words of a document', async () => {
    const library = makeLibrary();
    library.write('docs/hostile.md', '# Zebra\n\n::error::zebra\n\u001b[31mzebra\u001b[0m ##[group]zebra\n');
    library.commit();

    const text = await ask(library.folder, ['ask', 'zebra']);
    const json = await ask(library.folder, ['ask', 'zebra', '--json']);

    expect(text.output).toContain('zebra');
    expect(text.output).not.toMatch(/^\s*::|##\[/m);
    expect(text.output).not.toContain('\u001b');
    expect(json.output).not.toMatch(/##\[/);
  });

  it.each([
    ['an empty question', ['ask', '   '], 'the question is empty'],
    ['a question without a word', ['ask', '?!'], 'the question is none'],
    ['no question', ['ask'], 'no question was named\n  expected what you want to know'],
    ['a limit of nothing', ['ask', 'x', '--limit', '0'], '"0" is no number of passages'],
    ['a limit beyond bounds', ['ask', 'x', '--limit', '51'], '"51" is no number of passages'],
    ['a base that is none', ['ask', 'x', '--base', 'nowhere'], 'nowhere'],
    ['an option without its value', ['ask', 'x', '--base', '--json'], '--base has no value'],
  ])('ends with 2 for %s', async (_, argv, words) => {
    const { exitCode, output, errors } = await ask(makeLibrary().folder, argv);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
  });

  it('ends with 2 where there is no repository, and for a configuration that cannot be read', async () => {
    const [nowhere, wrong] = [
      await ask(makeFolder(), ['ask', QUESTION]),
      await ask(makeLibrary('knowledge:\n  budget: 2\n').folder, ['ask', QUESTION]),
    ];

    expect([nowhere.exitCode, wrong.exitCode]).toEqual([2, 2]);
    expect(wrong.errors).toContain('.github/conclave.yml:3: unknown key "budget" under knowledge');
  });
});
