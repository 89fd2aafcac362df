import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { Glob } from '../kernel/glob.ts';
import { Severity } from '../kernel/severity.ts';
import { validate } from '../kernel/validation.ts';
import { FindingCode } from '../kernel/verdict-code.ts';
import { parseYaml } from '../kernel/yaml.ts';
import { Example } from './example.ts';
import { Language } from './language.ts';
import { refusalOf } from './matcher.ts';
import { CanonicalName, SyntaxRule } from './syntax-rule.ts';

/** Hard evidence is a confirmed finding by itself; soft evidence is a hint to the seats. */
export const EvidenceClass = z.enum(['hard', 'soft']);
export type EvidenceClass = z.infer<typeof EvidenceClass>;

/** What a rule looks for that no syntax pattern can say; each is a pure function over one file in its change. */
export const DetectorName = z.enum([
  'secret-literal',
  'prompt-injection',
  'fit-before-split',
  'full-frame-stat',
  'undeclared-import',
  'critical-untested',
  'guard-removed',
  'weakened-test',
  'invariant',
]);
export type DetectorName = z.infer<typeof DetectorName>;

/** `text` stands for files and texts of every kind, `any` for changed files of every kind. */
const RuleLanguage = z.enum([...Language.options, 'text', 'any']);

/** The language of the rules that a detector serves; a rule file has to name it. */
const DETECTOR_LANGUAGES: Readonly<Record<DetectorName, z.infer<typeof RuleLanguage>>> = {
  'secret-literal': 'python',
  'prompt-injection': 'text',
  'fit-before-split': 'python',
  'full-frame-stat': 'python',
  'undeclared-import': 'python',
  'critical-untested': 'any',
  'guard-removed': 'any',
  'weakened-test': 'python',
  invariant: 'any',
};

const Sentence = z.string().trim().min(1);
const Kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const Globs = z.array(Glob).min(1);
const Utilities = z.record(z.string(), SyntaxRule).optional();

/** Which paths a rule asks; `case: ignore` reads path and patterns without regard to case. */
const Paths = z.strictObject({
  only: Globs.optional(),
  never: Globs.optional(),
  case: z.enum(['exact', 'ignore']).default('exact'),
});

/**
 * A value that is given to a name: by assignment (also typed, unpacked, to an attribute or subscript), as keyword
 * argument, as default of a parameter or as dict entry.
 */
const Given = z.strictObject({ name: z.string().min(1), value: SyntaxRule });

const WAYS = ['rule', 'given', 'detect'] as const;

/** What a detector knows by itself, so that its rule cannot say it. */
const PATTERN_FIELDS = ['imports', 'constraints', 'utils', 'excused_by', 'at'] as const;

/**
 * One evidence rule, a file `skills/<skill>/rules/<id>.yml`. Exactly one of `rule` (an ast-grep rule), `given` and
 * `detect` says what it finds; nothing in it can be executed.
 */
export const EvidenceRule = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'an id as family/name, e.g. leak/negative-shift'),
    title: Sentence,
    /** Short name of the owner: `ml-engineer`. */
    skill: z.string().regex(Kebab, 'the short name of a skill, e.g. ml-engineer'),
    class: EvidenceClass,
    severity: Severity,
    code: FindingCode,
    language: RuleLanguage,
    /** One sentence: what is there and why it matters. */
    message: Sentence,
    /** Why the rule exists: the incident or the reason. */
    why: Sentence,
    mend: Sentence,
    paths: Paths.optional(),
    /** The rule asks only files that import one of these modules, or a part of one. */
    imports: z.array(CanonicalName).min(1).optional(),
    rule: SyntaxRule.optional(),
    given: Given.optional(),
    detect: DetectorName.optional(),
    constraints: Utilities,
    utils: Utilities,
    /** A match is excused when the function around it, or the module itself, holds a match of this rule. */
    excused_by: SyntaxRule.optional(),
    /** The metavariable whose first line is the hit; where it is not bound, the name a call calls, else the match. */
    at: z
      .string()
      .regex(/^[A-Z_][A-Z0-9_]*$/, 'a metavariable without its dollar sign, e.g. PERIOD')
      .optional(),
    /** What the rule finds and what it leaves alone; a rule that its examples disprove is refused. */
    examples: z.strictObject({ bad: z.array(Example).min(1), good: z.array(Example).min(1) }),
  })
  .superRefine((rule, context) => {
    const complain = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message });
    const ways = WAYS.filter((way) => rule[way] !== undefined);
    if (ways.length === 0) complain('rule', `one of ${WAYS.join(', ')}`);
    if (ways.length > 1) complain(ways[1] ?? '', `only one of ${WAYS.join(', ')}`);
    if (rule.detect === undefined) {
      if (rule.language === 'text' || rule.language === 'any')
        complain('detect', `a detector, since the language is ${rule.language}`);
      return;
    }
    const language = DETECTOR_LANGUAGES[rule.detect];
    if (rule.language !== language) complain('language', `${language}, which ${rule.detect} reads`);
    for (const field of PATTERN_FIELDS) {
      if (rule[field] !== undefined) complain(field, `nothing, since ${rule.detect} knows what it looks for`);
    }
  });
export type EvidenceRule = z.infer<typeof EvidenceRule>;

/** Parses a rule file; an error names file, line and field, also for a matcher that the syntax engine refuses. */
export function parseRule(text: string, fileName: string): EvidenceRule {
  const document = parseYaml(text, fileName);
  const rule = validate(document, EvidenceRule);
  const refused = rule.language === 'text' || rule.language === 'any' ? null : refusalOf(rule, rule.language);
  if (refused !== null) {
    throw new AppError('bad-input', `${refused.field} is refused by the syntax engine`, {
      where: `${fileName}:${document.lineOf([refused.field])}`,
      expected: 'an ast-grep rule over the syntax tree of the language',
      advice: refused.reason,
    });
  }
  return rule;
}
