import { z } from 'zod';

/** A name from the root of its package, `*` allowed as the last segment: `numpy.random.*`. */
export const CanonicalName = z
  .string()
  .regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*(\.\*)?$/, 'a name from its package on, e.g. sklearn.model_selection.KFold');

const Position = z.union([z.int(), z.string()]);

const Pattern = z.union([
  z.string(),
  z.strictObject({
    context: z.string(),
    selector: z.string().optional(),
    strictness: z.enum(['cst', 'smart', 'ast', 'relaxed', 'signature']).optional(),
  }),
]);

/**
 * An ast-grep rule object. Two matchers are ours: `resolves` is true for an expression that, with the imports of the
 * file followed, has that canonical name; `holds` for a name or attribute to which the file somewhere assigns a value
 * that matches.
 */
/** An ast-grep rule, with `resolves` as a matcher of ours. */
export interface SyntaxRule {
  readonly pattern?: z.infer<typeof Pattern>;
  readonly kind?: string;
  readonly regex?: string;
  readonly nthChild?: number | string | { position: number | string; ofRule?: SyntaxRule; reverse?: boolean };
  readonly inside?: RelatedRule;
  readonly has?: RelatedRule;
  readonly precedes?: RelatedRule;
  readonly follows?: RelatedRule;
  readonly all?: readonly SyntaxRule[];
  readonly any?: readonly SyntaxRule[];
  readonly not?: SyntaxRule;
  readonly matches?: string;
  readonly resolves?: string | readonly string[];
  readonly holds?: SyntaxRule;
}

/** A rule for another node, and how far away that node may be. */
export interface RelatedRule extends SyntaxRule {
  readonly field?: string;
  readonly stopBy?: 'neighbor' | 'end' | SyntaxRule;
}

/** The matchers of a rule; each is looked up when it is first needed, since rules hold rules. */
const matchers = () => ({
  pattern: Pattern.optional(),
  kind: z.string().optional(),
  regex: z.string().optional(),
  nthChild: z
    .union([
      Position,
      z.strictObject({ position: Position, ofRule: SyntaxRule.optional(), reverse: z.boolean().optional() }),
    ])
    .optional(),
  inside: RelatedRule.optional(),
  has: RelatedRule.optional(),
  precedes: RelatedRule.optional(),
  follows: RelatedRule.optional(),
  all: z.array(SyntaxRule).min(1).optional(),
  any: z.array(SyntaxRule).min(1).optional(),
  not: SyntaxRule.optional(),
  matches: z.string().optional(),
  resolves: z.union([CanonicalName, z.array(CanonicalName).min(1)]).optional(),
  holds: SyntaxRule.optional(),
});

export const SyntaxRule: z.ZodType<SyntaxRule> = z.lazy(() =>
  z.strictObject(matchers()).refine((rule) => Object.keys(rule).length > 0, 'at least one matcher'),
);

const RelatedRule: z.ZodType<RelatedRule> = z.lazy(() =>
  z.strictObject({
    ...matchers(),
    field: z.string().optional(),
    stopBy: z.union([z.literal(['neighbor', 'end']), SyntaxRule]).optional(),
  }),
);
