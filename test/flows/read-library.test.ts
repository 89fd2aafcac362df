import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openRepository } from '../../src/adapters/git/repository.ts';
import { parseConfig } from '../../src/config/config.ts';
import type { LibraryFiles } from '../../src/flows/library-source.ts';
import { MOST_DOCUMENTS, readLibrary } from '../../src/flows/read-library.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { hashText } from '../../src/kernel/hash.ts';
import type { LibraryShelf } from '../../src/ports/library.ts';
import type { ListedBlob } from '../../src/ports/repository.ts';
import { makeRepository, removeFolders, scratchEnvironment } from '../adapters/git/scratch-repository.ts';
import { libraryShelfContract } from '../contracts/library-shelf-contract.ts';
import { openMemoryShelf } from '../fakes/memory-shelf.ts';

afterAll(removeFolders);

libraryShelfContract('Memory', async () => openMemoryShelf());

const { knowledge } = parseConfig(null);

/** Texts as the files of a commit, and the paths that were read. */
function filesOf(texts: Readonly<Record<string, string>>, links: readonly string[] = []) {
  const asked: string[] = [];
  const blobs = (): readonly ListedBlob[] => [
    ...Object.entries(texts).map(([path, text]) => ({ path, id: hashText(text), kind: 'file' as const })),
    ...links.map((path) => ({ path, id: hashText(path), kind: 'link' as const })),
  ];
  const files: LibraryFiles = {
    listBlobs: async (_, folder) => blobs().filter(({ path }) => folder === '' || path.startsWith(`${folder}/`)),
    readFiles: async (_, paths) => {
      asked.push(...paths);
      return new Map(
        paths.map((path) => {
          const text = texts[path];
          return [path, text === undefined ? { kind: 'absent' } : { kind: 'text', text }];
        }),
      );
    },
  };
  return { files, asked };
}

async function read(texts: Readonly<Record<string, string>>, shelf: LibraryShelf = openMemoryShelf()) {
  const { files, asked } = filesOf(texts);
  return { ...(await readLibrary({ files, commit: 'base', knowledge }, shelf)), asked };
}

const manual = (number: number, extra = '') => `# Page ${number}\n\n## Use\n\nTurn knob ${number}.${extra}\n`;
const manuals = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`docs/${String(index).padStart(4, '0')}.md`, manual(index)]),
  );

describe('readLibrary', () => {
  it('reads records and documents of a commit, each passage with the id by which it is cited', async () => {
    const { documents, passages, unread } = await read({
      'README.md': '# Quant\n\nWhat it is.\n',
      'docs/adr/0025-no-files.md': '# No files\n\n## Decision\n\nTasks hand over tables.\n',
      'docs/adr/README.md': '# Records\n\nAll of them.\n',
      'docs/runbook.md': '# Runbook\n\n## Roll back\n\nPress it.\n',
      'src/notes.md': '# Not one of them\n',
      'docs/image.svg': '<svg/>',
    });

    expect(documents.map(({ path, record }) => [path, record])).toEqual([
      ['README.md', null],
      ['docs/adr/0025-no-files.md', 25],
      ['docs/adr/README.md', null],
      ['docs/runbook.md', null],
    ]);
    expect(passages.map(({ id }) => id)).toEqual([
      'doc:README.md#quant',
      'adr:25#decision',
      'doc:docs/adr/README.md#records',
      'doc:docs/runbook.md#roll-back',
    ]);
    expect(unread).toEqual([]);
  });

  it('reads ten of a thousand documents when ten have changed', async () => {
    const shelf = openMemoryShelf();
    const before = manuals(1_000);
    const first = await read(before, shelf);
    const changed = Object.keys(before).filter((_, index) => index % 100 === 7);
    const after = { ...before, ...Object.fromEntries(changed.map((path, index) => [path, manual(index, ' Twice.')])) };

    const second = await read(after, shelf);

    expect([first.read, second.read]).toEqual([1_000, 10]);
    expect(second.asked).toEqual(changed);
    expect(second.documents).toHaveLength(1_000);
    expect(second.documents.filter(({ text }) => text.includes('Twice.')).map(({ path }) => path)).toEqual(changed);
  });

  it('reads nothing for a document that only moved, and one content once', async () => {
    const shelf = openMemoryShelf();
    const first = await read({ 'docs/a.md': manual(1), 'docs/b.md': manual(1) }, shelf);

    const second = await read({ 'docs/c.md': manual(1) }, shelf);

    expect(first.asked).toEqual(['docs/a.md']);
    expect(first.passages.map(({ path }) => path)).toEqual(['docs/a.md', 'docs/b.md']);
    expect(second.asked).toEqual([]);
    expect(second.passages.map(({ id }) => id)).toEqual(['doc:docs/c.md#use']);
  });

  it('says the same whether it was kept or read now, and however the files were listed', async () => {
    const shelf = openMemoryShelf();
    const texts = { ...manuals(30), 'README.md': '# Quant\n' };
    const backwards = Object.fromEntries(Object.entries(texts).reverse());
    const cold = await read(texts, shelf);

    const warm = await read(backwards, shelf);

    expect(warm.documents).toEqual(cold.documents);
    expect(warm.passages).toEqual(cold.passages);
    expect(warm.read).toBe(0);
  });

  it('keeps no credential, and the lines keep their numbers', async () => {
    const shelf = openMemoryShelf();
    const token = `ghp_${'a1B2c3D4'.repeat(4)}e5F6`;

    const { documents, passages } = await read({ 'docs/a.md': `# A\n\nUse ${token} here.\n\n## B\n\nb\n` }, shelf);

    expect(JSON.stringify([documents, [...shelf.documents]])).not.toContain(token);
    expect(documents[0]?.text).toContain('[secret removed: ');
    expect(passages.map(({ line }) => line)).toEqual([1, 5]);
  });

  it('cites the second of two records with one number by its path', async () => {
    const { passages } = await read({
      'docs/adr/0003-a.md': '# A\n\n## Decision\n\na\n',
      'docs/adr/0003-b.md': '# B\n\n## Decision\n\nb\n',
      'docs/adr/0000-template.md': '# T\n\n## Decision\n\nt\n',
    });

    expect(passages.map(({ id }) => id)).toEqual([
      'doc:docs/adr/0000-template.md#decision',
      'adr:3#decision',
      'doc:docs/adr/0003-b.md#decision',
    ]);
  });

  it('lists with its reason what cannot be read in a real repository, and follows no link', async () => {
    const repository = makeRepository();
    repository.write('docs/good.md', '# Good\n\nFine.\n');
    repository.write('docs/binary.md', Buffer.from([0x23, 0, 1, 2]));
    repository.write('docs/latin.md', Buffer.from('# Réglage\n', 'latin1'));
    repository.write('docs/wide.md', Buffer.from('\uFEFF# Wide\n', 'utf16le'));
    repository.write('docs/long.md', `# Long\n\n${'word '.repeat(220_000)}\n`);
    repository.write('docs/huge.md', `# Huge\n\n${'word '.repeat(450_000)}\n`);
    symlinkSync('/etc/passwd', join(repository.folder, 'docs/link.md'));
    repository.commit();
    const files = await openRepository(repository.folder, scratchEnvironment);

    const { documents, unread } = await readLibrary({ files, commit: 'HEAD', knowledge }, openMemoryShelf());

    expect(documents.map(({ path }) => path)).toEqual(['docs/good.md']);
    expect(unread).toEqual([
      { path: 'docs/binary.md', reason: 'binary' },
      { path: 'docs/huge.md', reason: 'over 2 MB' },
      { path: 'docs/latin.md', reason: 'not UTF-8' },
      { path: 'docs/link.md', reason: 'a symbolic link' },
      { path: 'docs/long.md', reason: 'over 256 KB' },
      { path: 'docs/wide.md', reason: 'UTF-16, not UTF-8' },
    ]);
  });

  it('reads a bounded number of documents, and names the others', async () => {
    const { documents, unread } = await read(manuals(MOST_DOCUMENTS + 2));

    expect(documents).toHaveLength(MOST_DOCUMENTS);
    expect(unread).toEqual([
      { path: 'docs/5000.md', reason: 'left out: there are more than 5000 documents' },
      { path: 'docs/5001.md', reason: 'left out: there are more than 5000 documents' },
    ]);
  });

  it('takes out what no reader sees, and credentials', async () => {
    const { documents } = await read({
      'docs/a.md': '# Use\u202e\u{e0041}\n\nKey AKIAQ7T3XW5LZ2PB9KDM stands here.\n',
    });

    expect(documents[0]?.text).toMatch(/^# Use\n/);
    expect(documents[0]?.text).not.toContain('AKIAQ7T3XW5LZ2PB9KDM');
  });

  it('reads a bounded length of all documents together', async () => {
    const long = (index: number) => `# ${index}\n\n${'a'.repeat(240_000)}\n`;
    const texts = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`docs/${index}.md`, long(index)]));

    const { documents, unread } = await read(texts);

    expect(documents.length + unread.length).toBe(150);
    expect(new Set(unread.map(({ reason }) => reason))).toEqual(new Set(['left out: the documents pass 32 MB']));
  });

  it('seeks in the folders where the repository is too large to be listed whole, and says so', async () => {
    const { files } = filesOf({ 'docs/a.md': manual(1), 'README.md': '# Quant\n' });
    const large: LibraryFiles = {
      ...files,
      listBlobs: async (commit, folder) => {
        if (folder !== '') return files.listBlobs(commit, folder);
        throw new AppError('outside-failed', 'quant holds more files than GitHub lists');
      },
    };

    const { documents, notes } = await readLibrary({ files: large, commit: 'base', knowledge }, openMemoryShelf());

    expect(documents.map(({ path }) => path)).toEqual(['docs/a.md']);
    expect(notes).toEqual(['The repository is too large to be listed whole; no document was sought by README.md.']);
  });

  it('fails when the host does not answer, so that it is tried again', async () => {
    const { files } = filesOf({});
    const failing: LibraryFiles = {
      ...files,
      listBlobs: () => Promise.reject(new AppError('outside-failed', 'GitHub is away', { passing: true })),
    };

    const reading = readLibrary({ files: failing, commit: 'base', knowledge }, openMemoryShelf());

    await expect(reading).rejects.toMatchObject({ message: 'GitHub is away' });
  });

  it('finds nothing where nothing is configured', async () => {
    const { files } = filesOf({ 'docs/a.md': manual(1) });

    const reading = await readLibrary({ files, commit: 'base', knowledge: { adrs: [], docs: [] } }, openMemoryShelf());

    expect(reading).toEqual({ documents: [], passages: [], unread: [], read: 0, notes: [] });
  });
});
