import { z } from 'zod';

const KeptPiece = z.strictObject({
  headings: z.array(z.string()),
  anchor: z.string(),
  part: z.int().positive(),
  line: z.int().positive(),
  endLine: z.int().positive(),
  text: z.string(),
});

/** A document with its pieces, as it is read back from where it was kept. */
export const KeptDocument = z.strictObject({ text: z.string(), pieces: z.array(KeptPiece) });
export type KeptDocument = z.infer<typeof KeptDocument>;
