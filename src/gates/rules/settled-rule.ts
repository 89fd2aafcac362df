import { z } from 'zod';
import type { ConclaveConfig } from '../../config/config.ts';
import { CONFIG_PATH } from '../../config/config.ts';
import { type BlockingRule, BuiltInRule, type RuleRole } from '../../config/rules-config.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { validate } from '../../kernel/validation.ts';
import { parseYaml } from '../../kernel/yaml.ts';
import type { Reason } from '../gate.ts';

/** A rule as it holds in a repository: who is asked is named, or known to be unnamed. */
export interface SettledRule extends Omit<BlockingRule, 'owner' | 'require'> {
  /** A team or a login; null for a built-in rule of which nobody was named. */
  readonly owner: string | null;
  readonly require: Omit<BlockingRule['require'], 'approval'> & { readonly approval?: SettledApproval | undefined };
  readonly origin: 'built-in' | 'configured';
  /** Where it stands in the configuration; null for a built-in one that stands there by default. */
  readonly line: number | null;
}

/** Whose approvals are asked for. */
export type SettledApproval = { readonly count: number } & (
  | { readonly kind: 'team'; readonly team: string }
  | { readonly kind: 'users'; readonly users: readonly string[] }
  /** A built-in rule of which the repository names no team. */
  | { readonly kind: 'unnamed'; readonly role: RuleRole }
);

/** The rules of a repository in order, and what is to be said of the list. */
export interface SettledRules {
  readonly rules: readonly SettledRule[];
  readonly notes: readonly Reason[];
}

const Catalog = z.strictObject({ version: z.literal(1), rules: z.array(BuiltInRule) });

/** Reads the built-in rules from the catalog of the installation. */
export function parseRuleCatalog(text: string, path: string): readonly BuiltInRule[] {
  return validate(parseYaml(text, path, 'broken'), Catalog, { code: 'broken' }).rules;
}

/** Puts the built-in rules where the list takes them over, with its teams; a rule of its own takes the place of a built-in one of that name. */
export function settleRules(
  { rules: entries, ruleLines }: Pick<ConclaveConfig, 'rules' | 'ruleLines'>,
  builtIn: readonly BuiltInRule[],
): SettledRules {
  const own = new Map<string, SettledRule>();
  for (const [index, entry] of entries.entries()) {
    if ('id' in entry) own.set(entry.id, settleOwn(entry, ruleLines[index] ?? null));
  }
  const builtInIds = builtIn.map(({ id }) => id);
  const takesDefaults = entries.some((entry) => 'include' in entry);
  const notes: Reason[] = [];
  const rules = entries.flatMap((entry, index): readonly SettledRule[] => {
    if ('id' in entry) {
      const settled = own.get(entry.id);
      return settled === undefined || (takesDefaults && builtInIds.includes(entry.id)) ? [] : [settled];
    }
    const line = ruleLines[index] ?? null;
    const { without = [], teams = {} } = entry;
    notes.push(...without.filter((id) => !builtInIds.includes(id)).map((id) => strangerOf(id, builtInIds, line)));
    return builtIn
      .filter(({ id }) => !without.includes(id))
      .map((rule) => own.get(rule.id) ?? settleBuiltIn(rule, teams, line));
  });
  return { rules, notes };
}

function settleOwn(rule: BlockingRule, line: number | null): SettledRule {
  const { approval, ...require } = rule.require;
  return {
    ...rule,
    require: { ...require, ...(approval !== undefined && { approval: settleApproval(approval) }) },
    origin: 'configured',
    line,
  };
}

function settleApproval({ team, users, count }: NonNullable<BlockingRule['require']['approval']>): SettledApproval {
  return team === undefined ? { kind: 'users', users: users ?? [], count } : { kind: 'team', team, count };
}

type Teams = Readonly<Partial<Record<RuleRole, string | undefined>>>;

function settleBuiltIn(rule: BuiltInRule, teams: Teams, line: number | null): SettledRule {
  const { approval, ...require } = rule.require;
  return {
    ...rule,
    owner: teams[roleOf(rule.owner)] ?? null,
    require: { ...require, ...(approval !== undefined && { approval: settleRole(approval, teams) }) },
    origin: 'built-in',
    line,
  };
}

function settleRole(
  { team, users, count }: NonNullable<BuiltInRule['require']['approval']>,
  teams: Teams,
): SettledApproval {
  if (team === undefined) return { kind: 'users', users: users ?? [], count };
  const role = roleOf(team);
  const named = teams[role];
  return named === undefined ? { kind: 'unnamed', role, count } : { kind: 'team', team: named, count };
}

const ROLE: Readonly<Record<BuiltInRule['owner'], RuleRole>> = {
  '{risk}': 'risk',
  '{security}': 'security',
  '{ml}': 'ml',
  '{data}': 'data',
  '{architecture}': 'architecture',
  '{platform}': 'platform',
  '{docs}': 'docs',
};

function roleOf(word: BuiltInRule['owner']): RuleRole {
  return ROLE[word];
}

function strangerOf(id: string, known: readonly string[], line: number | null): Reason {
  const near = nearestWord(id, known);
  return {
    level: 'warning',
    key: `unknown rule ${id}`,
    text: `There is no built-in rule "${id}" to leave out.`,
    mend: near === null ? `The built-in rules are: ${known.join(', ')}.` : `Did you mean "${near}"?`,
    path: CONFIG_PATH,
    ...(line !== null && { line }),
  };
}
