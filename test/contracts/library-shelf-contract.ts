import { describe, expect, it } from 'vitest';
import type { CutDocument, LibraryShelf } from '../../src/ports/library.ts';

/** A document with pieces that hold what is hard to keep. */
export function someDocument(text = 'Roll back with care.\n'): CutDocument {
  const piece = {
    headings: ['Runbook', 'Roll back — "à chaud" 🎉'],
    anchor: 'roll-back',
    part: 1,
    line: 3,
    endLine: 4,
  };
  return {
    text: `# Runbook\n\n${text}`,
    pieces: [
      { ...piece, text },
      { ...piece, part: 2, text: `\\${text}` },
    ],
  };
}

/** Numbers that single precision holds exactly. */
export const VECTOR: readonly number[] = [0.5, -0.25, 1, 0];

const MODEL = 'mistral:mistral-embed';

/** Proves of any shelf what the docstrings of the port promise; each test has a shelf to itself. */
export function libraryShelfContract(name: string, open: () => Promise<LibraryShelf>): void {
  describe(`${name}, as a shelf`, () => {
    it('gives back what was kept, whatever characters it holds', async () => {
      const shelf = await open();
      const documents = new Map([
        ['a'.repeat(40), someDocument()],
        [`${'a'.repeat(40)}.1.1`, someDocument('été, 漢字, \u2028, "quotes" \\ and \t tabs\n')],
        ['empty', { text: '', pieces: [] }],
      ]);

      await shelf.keepDocuments(documents);

      expect(await shelf.findDocuments([...documents.keys()])).toEqual(documents);
    });

    it('leaves out what it does not have', async () => {
      const shelf = await open();
      await shelf.keepDocuments(new Map([['here', someDocument()]]));

      const found = await shelf.findDocuments(['not', 'here']);

      expect([...found.keys()]).toEqual(['here']);
      expect(await shelf.findVectors(MODEL, ['none'])).toEqual(new Map());
    });

    it('asks and keeps nothing for empty lists', async () => {
      const shelf = await open();

      await shelf.keepDocuments(new Map());
      await shelf.keepVectors(MODEL, new Map());

      expect(await shelf.findDocuments([])).toEqual(new Map());
      expect(await shelf.findVectors(MODEL, [])).toEqual(new Map());
    });

    it('replaces what is kept once more', async () => {
      const shelf = await open();
      await shelf.keepDocuments(new Map([['key', someDocument('old')]]));

      await shelf.keepDocuments(new Map([['key', someDocument('new')]]));

      expect((await shelf.findDocuments(['key'])).get('key')).toEqual(someDocument('new'));
    });

    it('keeps the vectors of each model apart', async () => {
      const shelf = await open();
      await shelf.keepVectors(MODEL, new Map([['hash', VECTOR]]));
      await shelf.keepVectors('google:gemini-embedding-001', new Map([['hash', [2]]]));

      expect(await shelf.findVectors(MODEL, ['hash'])).toEqual(new Map([['hash', VECTOR]]));
      expect(await shelf.findVectors('google:gemini-embedding-001', ['hash'])).toEqual(new Map([['hash', [2]]]));
    });

    it('gives vectors back in single precision', async () => {
      const shelf = await open();
      await shelf.keepVectors(MODEL, new Map([['hash', [0.1]]]));

      expect((await shelf.findVectors(MODEL, ['hash'])).get('hash')).toEqual([Math.fround(0.1)]);
    });

    it('serves a thousand at once, and two who keep the same at the same time', async () => {
      const shelf = await open();
      const documents = new Map(
        Array.from({ length: 1_000 }, (_, index) => [`key ${index}`, someDocument(`${index}`)]),
      );
      const vectors = new Map(Array.from({ length: 1_000 }, (_, index) => [`hash ${index}`, [index, 1]]));

      await Promise.all([shelf.keepDocuments(documents), shelf.keepDocuments(documents)]);
      await Promise.all([shelf.keepVectors(MODEL, vectors), shelf.keepVectors(MODEL, vectors)]);

      expect(await shelf.findDocuments([...documents.keys()])).toEqual(documents);
      expect(await shelf.findVectors(MODEL, [...vectors.keys()])).toEqual(vectors);
    });
  });
}
