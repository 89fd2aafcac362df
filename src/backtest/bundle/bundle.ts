import { z } from 'zod';
import { GUARANTEES } from '../wall/wall.ts';

/** The name of the artifact that holds a bundle. */
export const BUNDLE_ARTIFACT = 'conclave-backtest';

/** The file at the top of a bundle; beside it a folder for each strategy. */
export const BUNDLE_FILE = 'bundle.json';

/** The folders of a strategy in a bundle, each with the artefacts of a run, and the file that compares them. */
export const BUNDLE_SIDES = { head: 'head', base: 'base', comparison: 'comparison.json' } as const;

/** Most strategies of a bundle. */
export const MOST_BUNDLED = 200;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits');
const Commit = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, 'the id of a commit as hex digits');
const Words = z.string().max(2_000);

/** A path from the root of the repository, as git has it. It names a file and is never one to write to. */
const Path = z
  .string()
  .min(1)
  .max(4_096)
  .refine(
    (path) => path.split('/').every((each) => !['', '.', '..'].includes(each)),
    'a path inside of the repository',
  );

/** What a person may send along to find a run again: letters, digits, - and _. */
export const Nonce = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, '8 to 64 letters, digits, - and _');

const FileChange = z
  .enum(['no', 'added', 'changed', 'deleted'])
  .describe('What the pull request does to the file; of configuration and data the run used what the base has.');

/** A file that a run was made with, from the base unless it says otherwise, and what the pull request does to it. */
export const BundledFile = z.strictObject({
  path: Path,
  sha256: Sha256,
  changed: FileChange,
});
export type BundledFile = z.infer<typeof BundledFile>;

/** What became of a strategy. */
const STRATEGY_ANSWERS = [
  /** Everything that was checked passes. */
  'pass',
  /** A check failed; the report of the head says which. */
  'fail',
  /** Nothing failed, and something that has to be proven was not. */
  'not_proven',
  /** The strategy, its data or its configuration cannot be used. */
  'refused',
  /** Wall, image or machine gave out. */
  'broken',
  /** Too many strategies, or no time left. */
  'not_run',
  /** The pull request touches it, and somebody asked for others by name. */
  'not_asked',
  /** The pull request removes it, so that nothing is left to run. */
  'gone',
] as const;

/** A strategy that a pull request touches, what it was run with, and what became of it. */
export const BundledStrategy = z.strictObject({
  path: Path.describe('In the head; in the base where the pull request removes it.'),
  previous_path: Path.nullable().describe('Where it stood in the base, when the pull request moves it.'),
  folder: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'a name of lower-case letters, digits and ._-')
    .describe('Its folder in the bundle, with head/, base/ and comparison.json as far as they came to be.'),
  change: z.enum(['added', 'modified', 'renamed', 'deleted', 'unchanged']).describe('What happens to the file itself.'),
  touched: z
    .array(Path)
    .describe('Why it was run: paths of the change that belong to it; empty when it was asked for.'),
  strategy: z
    .strictObject({ base: Sha256.nullable(), head: Sha256.nullable() })
    .describe('Hashes of the file on both sides; null where it is not there.'),
  base: z.enum(['there', 'absent']).describe('Whether the base has the strategy and it was run.'),
  config: BundledFile.nullable().describe('Configuration of the run, from the base; null where every default holds.'),
  data: z
    .array(BundledFile.extend({ symbol: z.string().min(1).max(64) }))
    .describe('From the base, in the order of the run.'),
  seed: z.int(),
  params: z.record(z.string(), z.json()).describe('Parameters of the row in .github/conclave.yml of the base.'),
  tests: z.array(z.strictObject({ path: Path, sha256: Sha256 })).describe('Tests of the head that were sent along.'),
  golden: z
    .array(BundledFile)
    .describe('Golden files of the head that belong to it; what they name beside the strategy came from the base.'),
  answer: z.enum(STRATEGY_ANSWERS),
  reason: Words.nullable().describe('Why it was not run, was refused or is not proven; null otherwise.'),
});
export type BundledStrategy = z.infer<typeof BundledStrategy>;

/**
 * `bundle.json`: the backtests of one pull request, as the workflow made them. It is a claim: what it says of the workflow,
 * the action and the data has to be compared with the base by whoever believes it.
 */
export const Bundle = z.strictObject({
  format: z.literal('conclave-backtest-bundle'),
  version: z.literal(1),
  program: z.string().max(64).describe('Version of the program.'),
  repository: z.string().max(200).nullable().describe('As owner/name; null outside of Actions.'),
  pull: z.int().positive().nullable(),
  base_sha: Commit,
  head_sha: Commit,
  nonce: Nonce.nullable().describe(
    'As it was sent when the workflow was started; null for an event of the pull request.',
  ),
  event: z.string().max(64).nullable().describe('Such as pull_request or workflow_dispatch; null outside of Actions.'),
  run: z
    .strictObject({ id: z.string().regex(/^\d{1,20}$/), attempt: z.int().positive() })
    .nullable()
    .describe('The run of the workflow.'),
  workflow: z
    .strictObject({ path: Path, ref: z.string().max(300), sha256: Sha256.nullable() })
    .nullable()
    .describe('The file that ran; its hash is null where its commit is not in the checkout.'),
  action: z
    .strictObject({ ref: z.string().max(300), sha256: Sha256 })
    .nullable()
    .describe('As repository@ref, with the hash over its action.yml, start.sh and program.'),
  configuration: BundledFile.nullable().describe('.github/conclave.yml of the base; null where there is none.'),
  weaker: z.array(z.enum(GUARANTEES)).describe('Guarantees of the wall that the base allows to be missing.'),
  notes: z.array(Words).max(100).describe('What a reader has to know of how it was run.'),
  strategies: z
    .array(BundledStrategy)
    .max(MOST_BUNDLED)
    .refine(
      (all) => new Set(all.map(({ folder }) => folder)).size === all.length,
      'a folder of its own for each strategy',
    ),
  conclusion: z
    .enum(['pass', 'fail', 'not_proven', 'refused', 'broken', 'nothing_to_run'])
    .describe('The worst answer of all strategies; nothing_to_run where the pull request touches none.'),
});
export type Bundle = z.infer<typeof Bundle>;

/** `bundle.json` as text, with its fields in the order of the schema. */
export function renderBundle(bundle: Bundle): string {
  return `${JSON.stringify(Bundle.parse(bundle), null, 2)}\n`;
}

/** The worst of what became of strategies; what was not run is not proven, what is gone or was not asked for says nothing. */
export function concludeBundle(answers: readonly BundledStrategy['answer'][]): Bundle['conclusion'] {
  const left = answers.filter((answer) => answer !== 'gone' && answer !== 'not_asked');
  if (left.length === 0) return 'nothing_to_run';
  const order = ['fail', 'refused', 'broken', 'not_proven'] as const;
  const told = left.map((answer) => (answer === 'not_run' ? 'not_proven' : answer));
  return order.find((answer) => told.includes(answer)) ?? 'pass';
}
