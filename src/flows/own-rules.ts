import type { Skill } from '../committee/skill.ts';
import { EvidenceRule } from '../evidence/rule.ts';
import type { RuleFault } from '../evidence/rule-fault.ts';
import { AppError } from '../kernel/app-error.ts';
import { nearestWord } from '../kernel/nearest.ts';
import { validate } from '../kernel/validation.ts';
import { parseYaml } from '../kernel/yaml.ts';
import type { YamlDocument } from '../kernel/yaml-document.ts';
import type { NamedText } from '../ports/program-files.ts';
import type { Scanner } from '../ports/scanner.ts';
import { ruleExcess } from './rule-excess.ts';

/** A rule that the repository brings, with its file. */
export interface OwnRule {
  readonly rule: EvidenceRule;
  readonly path: string;
}

/** Whom rules of a repository may not contradict: the rules of the program, and the skills that can own one. */
export interface KnownOwners {
  readonly shipped: readonly Pick<EvidenceRule, 'id'>[];
  readonly skills: readonly Pick<Skill, 'name'>[];
}

const MOST_FILES = 50;
const MOST_BYTES = 64 * 1024;

/**
 * Reads the rules that a repository brings, as strictly as those of the program: within bounds, under ids of their own,
 * owned by a known skill, and proven by their own examples. The first fault is an AppError that names file and line.
 */
export async function loadOwnRules(
  files: readonly NamedText[],
  known: KnownOwners,
  prover: Pick<Scanner, 'prove'>,
): Promise<readonly OwnRule[]> {
  const beyond = files[MOST_FILES];
  if (beyond !== undefined) {
    throw new AppError('bad-config', `the repository has ${files.length} rule files, which are too many`, {
      where: beyond.path,
      expected: `at most ${MOST_FILES} files that match evidence.rules`,
      advice: 'Remove rules, or narrow the pattern.',
    });
  }
  const read: ReadRule[] = [];
  for (const file of files) {
    const one = readOwnRule(file);
    refuseTakenId(one, known, read);
    refuseUnknownSkill(one, known);
    read.push(one);
  }
  const faults = await prover.prove(read.map(({ rule }) => rule));
  for (const [index, one] of read.entries()) refuseFault(one, faults[index]?.[0]);
  return read.map(({ rule, document }) => ({ rule, path: document.fileName }));
}

interface ReadRule {
  readonly rule: EvidenceRule;
  readonly document: YamlDocument;
}

function readOwnRule({ path, text }: NamedText): ReadRule {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MOST_BYTES) {
    throw new AppError('bad-config', `the rule file has ${Math.ceil(bytes / 1024)} KB`, {
      where: path,
      expected: `at most ${MOST_BYTES / 1024} KB`,
      advice: 'Split it into several rules, each with a few short examples.',
    });
  }
  const document = parseYaml(text, path, 'bad-config');
  const rule = validate(document, EvidenceRule, { code: 'bad-config' });
  const excess = ruleExcess(rule);
  if (excess !== null) {
    throw new AppError('bad-config', excess.what, {
      where: `${path}:${document.lineOf(excess.field)}`,
      expected: excess.expected,
      advice: 'Split it into several rules.',
    });
  }
  return { rule, document };
}

function refuseTakenId({ rule, document }: ReadRule, { shipped }: KnownOwners, earlier: readonly ReadRule[]): void {
  const twin = earlier.find((other) => other.rule.id === rule.id)?.document.fileName;
  const isShipped = shipped.some(({ id }) => id === rule.id);
  if (twin === undefined && !isShipped) return;
  const name = rule.id.split('/').at(-1);
  throw new AppError('bad-config', `the id ${rule.id} is taken by ${twin ?? 'a rule of Conclave'}`, {
    where: `${document.fileName}:${document.lineOf(['id'])}`,
    expected: 'an id of its own',
    advice: `Give your rules a family of your own, e.g. own/${name}; rules of Conclave are switched off under evidence.off.`,
  });
}

function refuseUnknownSkill({ rule, document }: ReadRule, { skills }: KnownOwners): void {
  const names = skills.map(({ name }) => name);
  if (names.includes(rule.skill)) return;
  const near = nearestWord(rule.skill, names);
  throw new AppError('bad-config', `there is no skill "${rule.skill}"`, {
    where: `${document.fileName}:${document.lineOf(['skill'])}`,
    expected: `one of: ${names.join(', ')}`,
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}

const EXPECTED: Readonly<Record<RuleFault['kind'], string>> = {
  refused: 'an ast-grep rule over the syntax tree of the language',
  disproved: 'something found in each bad example, nothing in a good one, and little in ordinary code',
  unproven: 'a rule that is soon done with its own examples',
};

const ADVICE: Readonly<Record<RuleFault['kind'], string>> = {
  refused: 'Try the rule in the playground of ast-grep; `resolves` and `holds` are for Python only.',
  disproved: 'Mend the rule, or the example.',
  unproven: 'Look at fewer nodes: begin with a `kind`, and use `stopBy: end` inside another `stopBy: end` nowhere.',
};

function refuseFault({ document }: ReadRule, fault: RuleFault | undefined): void {
  if (fault === undefined) return;
  throw new AppError('bad-config', wordsFor(fault), {
    where: `${document.fileName}:${document.lineOf(fault.field)}`,
    expected: EXPECTED[fault.kind],
    advice: ADVICE[fault.kind],
  });
}

function wordsFor({ kind, field, reason }: RuleFault): string {
  if (kind === 'unproven') return `the rule cannot be proven: ${reason}`;
  return `${spell(field)} is ${kind === 'refused' ? 'refused' : 'wrong'}: ${reason}`;
}

/** A field as people write it: `examples.bad[0]`. */
function spell(field: RuleFault['field']): string {
  return field
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}
