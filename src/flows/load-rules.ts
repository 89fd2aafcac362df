import type { Skill } from '../committee/skill.ts';
import type { ConclaveConfig } from '../config/config.ts';
import type { RuleStanding } from '../evidence/account.ts';
import { type EvidenceRule, parseRule } from '../evidence/rule.ts';
import type { NamedText } from '../ports/program-files.ts';
import type { Scanner } from '../ports/scanner.ts';
import { standRules } from './evidence-rules.ts';
import { listRules } from './ground-texts.ts';
import { loadOwnRules } from './own-rules.ts';
import { type ReviewGround, readBaseText } from './review-ground.ts';

/** Proves rules by their examples, within bounds. */
export type RuleProver = Pick<Scanner, 'prove'>;

/** The rules of a repository: those of the installation and its own, with what it decided about each. */
export interface LoadedRules {
  readonly standings: readonly RuleStanding[];
  /** Those that the repository brings and that run, with their files. */
  readonly ownRules: readonly { readonly id: string; readonly path: string }[];
  /** What a person should know of it, in sentences. */
  readonly notes: readonly string[];
}

/** Reads the rules of the installation and those at the base; an own rule that is not sound is an AppError with its line. */
export async function loadRules(
  ground: ReviewGround,
  { config, skills }: { readonly config: ConclaveConfig; readonly skills: readonly Skill[] },
  prover: RuleProver,
): Promise<LoadedRules> {
  const shipped = (await ground.program.rules()).map(readShipped);
  const texts = await readOwnTexts(ground, config);
  const own = await loadOwnRules(texts, { shipped, skills }, prover);
  const { rules: standings, notes } = standRules({ shipped, own: own.map(({ rule }) => rule) }, config);
  const running = new Set(standings.filter(({ runs }) => runs !== 'off').map(({ rule }) => rule.id));
  const ownRules = own.filter(({ rule }) => running.has(rule.id)).map(({ rule, path }) => ({ id: rule.id, path }));
  return { standings, ownRules, notes };
}

/** Rules of the installation as they were read before, by path: for every rule the engine is asked whether it takes it. */
const SHIPPED = new Map<string, { readonly text: string; readonly rule: EvidenceRule }>();

function readShipped({ path, text }: NamedText): EvidenceRule {
  const before = SHIPPED.get(path);
  if (before?.text === text) return before.rule;
  const rule = parseRule(text, path);
  SHIPPED.set(path, { text, rule });
  return rule;
}

/** The rule files of a repository at its base, in the order of their paths. */
async function readOwnTexts(ground: ReviewGround, { evidence }: ConclaveConfig): Promise<readonly NamedText[]> {
  const { base } = ground;
  if (base === null) return [];
  const paths = await listRules(base.repository, base.commit, evidence.rules);
  const texts: NamedText[] = [];
  for (const path of paths) texts.push({ path, text: (await readBaseText(ground, path)) ?? '' });
  return texts;
}
