import { readFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = process.env.CASES_ADR ?? new URL('../fixtures/cases/adr.json', import.meta.url);

const Corpora = z.object({
  corpora: z
    .array(
      z.object({
        id: z.string(),
        config: z.object({ folder: z.string() }),
        files: z.record(z.string(), z.string()),
        expect: z.array(z.unknown()),
      }),
    )
    .min(1),
});

/** The trees of the shared cases of decision records. */
export const { corpora } = Corpora.parse(JSON.parse(readFileSync(FILE, 'utf8')));

/** Those in which nothing is wrong. */
export const cleanCorpora = corpora.filter(({ expect }) => expect.length === 0);
