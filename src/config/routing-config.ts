import { z } from 'zod';
import { Glob } from '../kernel/glob.ts';
import { isLinearPattern } from '../kernel/linear-pattern.ts';
import { ModelId } from '../kernel/model-id.ts';
import { Severity } from '../kernel/severity.ts';
import { AreaName } from './areas-config.ts';
import { UsdCap } from './committee-config.ts';
import { Association, EvidenceWeight, RoutedDepth, RoutedSession } from './routing-words.ts';

const LONGEST_TITLE_PATTERN = 200;
const LONGEST_LABEL = 50;

/** A path pattern of a row, or an area as `$trading`. */
const RowPath = Glob.refine(
  (path) => !path.startsWith('$') || AreaName.safeParse(path.slice(1)).success,
  'a path pattern such as src/risk/**, or an area such as $trading',
);

const atLeastOne = <T extends z.ZodType>(item: T, what: string) => z.array(item).min(1, `at least one ${what}`);
const Paths = atLeastOne(RowPath, 'path pattern');
const Label = z
  .string('a label as text')
  .trim()
  .min(1, 'the name of a label')
  .max(LONGEST_LABEL, 'a label of at most 50 characters');
const Count = z.int('a whole number').min(1, 'at least 1');
const RuleId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\/(?:[a-z0-9-]+|\*)$/, 'a rule such as leak/backfill or leak/*, hard, soft or a severity');

/** What of the evidence a row asks for; the parts of a mapping must hold of one hit. */
const EvidenceAsked = z.union([
  EvidenceWeight,
  Severity,
  RuleId,
  z
    .strictObject({ rule: RuleId.optional(), class: EvidenceWeight.optional(), severity: Severity.optional() })
    .refine((asked) => Object.keys(asked).length > 0, 'at least one of: rule, class, severity'),
]);
export type EvidenceAsked = z.infer<typeof EvidenceAsked>;

/** What a row asks of a change: every condition must hold, the entries of a list are alternatives. */
export const RowWhen = z.strictObject({
  paths: Paths.optional().describe('Any touched path matches; a rename touches both its paths.'),
  risk: atLeastOne(AreaName, 'area').optional().describe('A touched path lies in one of these areas.'),
  except: Paths.optional().describe('Touched paths that do not count for paths and risk.'),
  only: Paths.optional().describe('Every touched path matches, and there is one.'),
  none: Paths.optional().describe('No touched path matches.'),
  labels: atLeastOne(Label, 'label').optional().describe('The pull request has one of these labels.'),
  title: z
    .string('a regular expression in quotes')
    .min(1, 'a regular expression')
    .max(LONGEST_TITLE_PATTERN, `a regular expression of at most ${LONGEST_TITLE_PATTERN} characters`)
    .refine(isLinearPattern, 'a regular expression of RE2: without look-around and references back')
    .optional()
    .describe('A regular expression (RE2) that is found in the title.'),
  author: atLeastOne(Association, 'association').optional().describe('What the author is to the repository.'),
  base: atLeastOne(Glob, 'branch').optional().describe('The base branch, with * and ** as in paths.'),
  size: z
    .strictObject({ lines: Count.optional(), files: Count.optional() })
    .refine((size) => size.lines !== undefined || size.files !== undefined, 'at least one of: lines, files')
    .optional()
    .describe('At least so many changed lines, or files.'),
  adrs: atLeastOne(
    z.string().regex(/^(?:any|adr:\d{1,6})$/, 'any, or the id of a decision record, e.g. adr:25'),
    'record',
  )
    .optional()
    .describe('One of these decision records binds the change.'),
  evidence: atLeastOne(EvidenceAsked, 'rule, class or severity').optional().describe('An evidence rule found this.'),
  history: z
    .strictObject({ blockers: Count.optional(), majors: Count.optional(), findings: Count.optional() })
    .refine((history) => Object.keys(history).length > 0, 'at least one of: blockers, majors, findings')
    .optional()
    .describe('At least so many findings on these paths in earlier pull requests.'),
});
export type RowWhen = z.infer<typeof RowWhen>;

/** What a row asks for when it matches. */
export const RowThen = z
  .strictObject({
    session: RoutedSession.optional().describe('The type of the session.'),
    depth: RoutedDepth.optional().describe('How deep the review goes.'),
    experts: atLeastOne(z.string().min(1, 'the name of an expert, e.g. ops'), 'expert')
      .optional()
      .describe('Who is seated.'),
    models: z
      .strictObject({ first: ModelId.optional(), second: ModelId.optional(), chair: ModelId.optional() })
      .refine((models) => Object.keys(models).length > 0, 'at least one of: first, second, chair')
      .optional()
      .describe('Models in place of those of committee.models.'),
    budget_usd: UsdCap.optional().describe('What the session may cost at most.'),
    reviewers: atLeastOne(z.string().regex(/^[A-Za-z\d][A-Za-z\d-]{0,38}$/, 'the login of a person, e.g. ada'), 'login')
      .optional()
      .describe('People whose review is requested.'),
    teams: atLeastOne(
      z.string().regex(/^[A-Za-z\d][A-Za-z\d-]{0,38}\/[\w.-]{1,100}$/, 'a team as org/team, e.g. acme/risk'),
      'team',
    )
      .optional()
      .describe('Teams whose review is requested.'),
    labels: atLeastOne(Label, 'label').optional().describe('Labels that are put on.'),
  })
  .refine(
    (then) => Object.keys(then).length > 0,
    'at least one of: session, depth, experts, models, budget_usd, reviewers, teams, labels',
  )
  .refine(
    ({ depth, session, experts, models, budget_usd }) =>
      depth !== 'skip' || [session, experts, models, budget_usd].every((part) => part === undefined),
    'depth skip without session, experts, models and budget_usd: where no session is held they say nothing',
  );
export type RowThen = z.infer<typeof RowThen>;

/** One row of the routing matrix. */
export interface RoutingRow {
  readonly id: string;
  readonly when: RowWhen;
  /** What stands under `then` in the file. */
  readonly wants: RowThen;
}

/** An entry of `routing`: a row, or the place at which the built-in rows stand. */
export type RoutingEntry = RoutingRow | { readonly include: 'defaults' };

const RowId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'a name in lower-case letters, digits and -, e.g. risk-engine');

/** One mapping for both kinds of entry, so that a mistake in a row is told as one in a row. */
const Entry = z
  .strictObject(
    {
      id: RowId.optional().describe('The name of the row, which verdicts show.'),
      when: RowWhen.optional().describe('What the change is like; an empty one matches every change.'),
      // biome-ignore lint/suspicious/noThenProperty: the word that people expect beside `when`; it is never awaited.
      then: RowThen.optional().describe('What follows.'),
      include: z.literal('defaults', 'defaults').optional().describe('The built-in rows stand here.'),
    },
    'a row { id, when, then }, or include: defaults',
  )
  .superRefine((entry, context) => {
    const complain = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message });
    if (entry.include !== undefined) {
      const surplus = (['id', 'when', 'then'] as const).find((key) => entry[key] !== undefined);
      if (surplus !== undefined) complain(surplus, 'include: defaults alone in its entry');
      return;
    }
    if (entry.id === undefined) complain('id', 'the name of the row, e.g. risk-engine');
    if (entry.when === undefined) complain('when', 'conditions, or {} for every change');
    if (entry.then === undefined) complain('then', 'what follows, e.g. { depth: full }');
  });

/** The rows of the matrix, in the order in which they are listed; empty for the built-in ones. */
export const RoutingConfig = z
  .array(Entry)
  .describe('Who looks at which change: rows that all count where they match; empty for the built-in ones.');

/** The entries as what they are; `RoutingConfig` has checked that each is one of the two. */
export function routingEntries(entries: z.infer<typeof RoutingConfig>): readonly RoutingEntry[] {
  return entries.map(({ id, when, then: wants }) =>
    id === undefined || when === undefined || wants === undefined ? { include: 'defaults' } : { id, when, wants },
  );
}
