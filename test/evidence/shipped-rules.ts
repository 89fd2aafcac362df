import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EvidenceRule, parseRule } from '../../src/evidence/rule.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A rule that comes with the program, with the file it stands in. */
export interface ShippedRule {
  readonly file: string;
  readonly rule: EvidenceRule;
}

/** Every rule file under `skills/`. */
export function shippedRules(): readonly ShippedRule[] {
  return globSync('skills/*/rules/*.yml', { cwd: ROOT })
    .toSorted()
    .map((file) => ({ file, rule: parseRule(readFileSync(join(ROOT, file), 'utf8'), file) }));
}

/** One shipped rule by its id. */
export function shippedRule(id: string): EvidenceRule {
  const found = shippedRules().find(({ rule }) => rule.id === id);
  if (found === undefined) throw new Error(`no rule file has the id ${id}`);
  return found.rule;
}
