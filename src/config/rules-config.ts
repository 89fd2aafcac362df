import { z } from 'zod';
import { Glob } from '../kernel/glob.ts';

/** The word for the modules that stand under `critical:`, and for the decision records that call themselves critical. */
export const CRITICAL = 'critical';

/** Whom a built-in rule asks; a repository names its team for each word with `- include: defaults`. */
export const RULE_ROLES = ['risk', 'security', 'ml', 'data', 'architecture', 'platform', 'docs'] as const;
export type RuleRole = (typeof RULE_ROLES)[number];

/** The name of a rule, by which it is waived: `risk-engine-review`. */
const RuleId = z
  .string()
  .max(60, 'a name of at most 60 characters')
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/, 'a name of two or more words in lower case, e.g. risk-engine-review');

const Team = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/, 'a team as org/team, e.g. acme/risk, without @');
const Login = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'a login without @');
const Owner = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*(?:\/[A-Za-z0-9._-]+)?$/, 'a team as org/team or a login, without @');

const Globs = z.array(Glob).min(1, 'at least one path pattern');
const Evidence = z
  .array(
    z
      .string()
      .regex(
        /^(?:hard|soft|[a-z][a-z0-9-]*\/(?:\*|[a-z0-9-]+))$/,
        'the id of an evidence rule (leak/backfill), a family (leak/*), or hard or soft',
      ),
  )
  .min(1, 'at least one evidence rule');
const Records = z.union([
  z.literal([CRITICAL, 'all']),
  z.array(z.union([z.int('a number').min(0, 'the number of a record'), Glob])).min(1, 'at least one record'),
]);

const When = z
  .strictObject({
    paths: z
      .union([z.literal(CRITICAL), Globs])
      .optional()
      .describe('Touched paths, one is enough; "critical" means those under critical:.'),
    except: Globs.optional().describe('Paths that do not count.'),
    status: z
      .array(z.enum(['added', 'modified', 'deleted', 'renamed']))
      .min(1, 'at least one of added, modified, deleted, renamed')
      .optional()
      .describe('What must have happened to a path for it to count.'),
    evidence: Evidence.optional().describe('Evidence rules of which one must point at a line.'),
    adrs: Records.optional().describe('Decision records of which one must bind the change: critical, all, or a list.'),
    base: z.array(z.string().min(1).max(200)).min(1).optional().describe('Base branches; * stands for any words.'),
    labels: z.array(z.string().min(1).max(100)).min(1).optional().describe('Labels, one is enough.'),
  })
  .describe('When the rule asks; every key that is given must hold.');
export type RuleCondition = z.infer<typeof When>;

const approvalOf = <T extends z.ZodType<string>>(team: T) =>
  z
    .strictObject({
      team: team.optional(),
      users: z.array(Login).min(1, 'at least one login').optional(),
      count: z.int().min(1, 'at least 1').max(20).default(1),
    })
    .refine(({ team: named, users }) => (named === undefined) !== (users === undefined), 'either team or users')
    .refine(({ users, count }) => users === undefined || count <= users.length, 'a count that these users can reach')
    .describe('Approving reviews of the head by members of a team, or by listed users, who are not the author.');

/** Checks of ours that are required by themselves, so that no rule hangs on them. */
export const OWN_CHECKS: readonly string[] = ['conclave/rules', 'conclave/guardrails', 'conclave/verdict'];

const Check = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(200)
      .refine((name) => !OWN_CHECKS.includes(name), 'another check; that one is required in the settings of the branch')
      .describe('A check run or commit status; * stands for any words, and never for checks of Conclave.'),
    app: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/, 'the slug of an app, e.g. github-actions')
      .optional()
      .describe('Only check runs of this app count, and no commit status.'),
    accept: z
      .array(z.enum(['success', 'neutral', 'skipped']))
      .min(1)
      .default(['success'])
      .describe('How it may end.'),
    absent: z
      .enum(['pending', 'asleep'])
      .default('pending')
      .describe('What the rule is while the head has no such check.'),
  })
  .describe('A check on the head must have ended well.');

const Artefact = z
  .strictObject({
    path: z.union([Glob, Globs]),
    changed: z.boolean().default(false).describe('True: the pull request itself must add or change it.'),
  })
  .describe('A file that must be there at the head.');

const requireOf = <T extends z.ZodType<string>>(team: T) =>
  z
    .strictObject({
      approval: approvalOf(team).optional(),
      check: Check.optional(),
      artefact: Artefact.optional(),
      evidence: z
        .strictObject({ none_of: Evidence })
        .optional()
        .describe('Evidence rules that may not point anywhere.'),
      adr: z
        .strictObject({ respected: Records })
        .optional()
        .describe('Decision records of which no invariant may be broken.'),
    })
    .refine((given) => Object.keys(given).length > 0, 'at least one of approval, check, artefact, evidence, adr')
    .describe('What must hold then, all of it.');

const ruleFields = <O extends z.ZodType<string>, T extends z.ZodType<string>>(owner: O, team: T) => ({
  id: RuleId.describe('The name by which people know and waive it.'),
  needs: Globs.optional().describe('The rule sleeps where the base branch holds no file that matches one of these.'),
  when: When.optional(),
  require: requireOf(team),
  owner: owner.describe('Who answers for the rule: a team or a login. It is shown and never mentioned.'),
  message: z
    .string()
    .trim()
    .min(10, 'a sentence of at least 10 characters')
    .max(500)
    .describe('What to do when it fails, in one or two sentences.'),
  waivable: z.boolean().default(true).describe('Whether a maintainer may waive it.'),
});

/** A rule that blocks until what it requires is there, as a repository writes it. */
export const BlockingRule = z.strictObject(ruleFields(Owner, Team));
export type BlockingRule = z.infer<typeof BlockingRule>;

const Role = z.templateLiteral(['{', z.enum(RULE_ROLES), '}']);

/** A rule of the catalog, whose team and owner are words such as `{risk}` until a repository names them. */
export const BuiltInRule = z.strictObject(ruleFields(Role, Role));
export type BuiltInRule = z.infer<typeof BuiltInRule>;

const Defaults = z
  .strictObject({
    include: z.literal('defaults'),
    teams: z
      .strictObject(
        Object.fromEntries(RULE_ROLES.map((role) => [role, Team.optional()])) as Record<
          RuleRole,
          ReturnType<typeof Team.optional>
        >,
      )
      .optional()
      .describe('The teams that the built-in rules ask; one whose team is not named sleeps.'),
    without: z.array(RuleId).min(1).optional().describe('Built-in rules that are left out.'),
  })
  .describe('Puts the built-in rules at this place of the list.');

/** The blocking rules of a repository, in order. A rule with the name of a built-in one takes its place. */
export const RulesConfig = z
  .array(z.union([BlockingRule, Defaults]))
  .max(100, 'a list of at most 100; each a rule { id, when, require, owner, message }, or include: defaults')
  .superRefine((entries, context) => {
    const seen = new Set<string>();
    for (const [index, entry] of entries.entries()) {
      const name = 'include' in entry ? 'defaults' : entry.id;
      const key = 'include' in entry ? 'include' : 'id';
      if (seen.has(name)) context.addIssue({ code: 'custom', path: [index, key], message: `"${name}" only once` });
      seen.add(name);
    }
  })
  .describe('What blocks a pull request beside the five gates; every rule is reported in the check conclave/rules.');
export type RulesConfig = z.infer<typeof RulesConfig>;

/** What holds without a list: the built-in rules, of which those that need a team sleep. */
export const DEFAULT_RULES: RulesConfig = [{ include: 'defaults' }];
