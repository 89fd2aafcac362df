import { z } from 'zod';
import { WallSettings } from './bounds.ts';

/** What a wall has to hold; a run behind one that does not is refused. */
export const MANDATORY = ['network', 'secrets', 'files', 'user', 'memory', 'processes', 'clock'] as const;

/** What a wall may lack; it is shown and never blocks. */
export const ADVISORY = ['cpu'] as const;

/** The names of all guarantees, in the order in which they are told. */
export const GUARANTEES = [...MANDATORY, ...ADVISORY] as const;
export type GuaranteeName = (typeof GUARANTEES)[number];

/** One thing that a wall holds back, tried out by a probe behind that very wall. */
export const Guarantee = z.strictObject({
  name: z.enum(GUARANTEES),
  holds: z.boolean().nullable().describe('Null where it could not be tried, which counts as not holding.'),
  detail: z.string().describe('What was tried and seen, such as the limit that was read back.'),
});
export type Guarantee = z.infer<typeof Guarantee>;

/** The programs behind the wall. */
export const WallImage = z.strictObject({
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits'),
  python: z.string().nullable().describe('Version of Python; null where there is none.'),
  node: z.string().nullable(),
  packages: z.record(z.string(), z.string()).describe('Python packages with their versions.'),
});
export type WallImage = z.infer<typeof WallImage>;

/** What a strategy ran behind, as it was measured. */
export const Wall = z.strictObject({
  engine: z.enum(['docker', 'podman', 'bubblewrap']),
  version: z.string(),
  image: WallImage,
  bounds: WallSettings.describe('What a strategy might use up behind it.'),
  guarantees: z.array(Guarantee),
  weaker: z
    .array(z.enum(GUARANTEES))
    .describe('Mandatory guarantees that do not hold and were allowed to be missing by --allow-weaker.'),
});
export type Wall = z.infer<typeof Wall>;
export type WallEngineName = Wall['engine'];

/** The mandatory guarantees that a probe did not show to hold; one that it does not name does not hold. */
export function missingGuarantees(guarantees: readonly Guarantee[]): readonly GuaranteeName[] {
  return MANDATORY.filter((name) => guarantees.find((each) => each.name === name)?.holds !== true);
}
