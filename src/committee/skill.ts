import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { parseFrontMatter } from '../kernel/front-matter.ts';
import { hashText } from '../kernel/hash.ts';

/** The five locked skills in the order in which they are seated and shown. */
export const LOCKED_SKILLS = ['ml-engineer', 'data-scientist', 'crypto-trader', 'architect', 'ops'] as const;

const Sentences = z.array(z.string().min(1)).min(1);

/** The contract of a skill: the front matter of its SKILL.md. */
export const SkillContract = z.strictObject({
  name: z
    .string()
    .regex(/^expert-[a-z0-9-]+$/, 'a name that begins with expert-, e.g. expert-quant for the folder quant'),
  title: z.string().min(1),
  scope: z.string().min(1),
  inputs: Sentences,
  outputs: Sentences,
  format: z.string().min(1),
  /** Checkable criteria under which a finding is a blocker. */
  blocking: Sentences,
  limits: Sentences,
  /** When to abstain rather than guess. */
  abstain: Sentences,
  /** Queries for passages of the team's documents. */
  knowledge: z.array(z.string().min(1)),
});
export type SkillContract = z.infer<typeof SkillContract>;

/** One expertise: contract and prompt body, with the hash of the file it came from. */
export interface Skill {
  /** Short name without `expert-`: `ml-engineer`. */
  readonly name: string;
  readonly contract: SkillContract;
  readonly body: string;
  readonly sha256: string;
}

/** Parses a SKILL.md; a missing or wrong field is an error that names file, line and field. */
export function parseSkill(text: string, fileName: string): Skill {
  const { data, body } = parseFrontMatter(text, fileName, SkillContract);
  if (body.trim() === '') {
    throw new AppError('bad-input', 'the skill has a contract but no body', {
      where: fileName,
      expected: 'Markdown below the front matter: what to look for, how to prove it, typical false alarms',
    });
  }
  return { name: data.name.replace(/^expert-/, ''), contract: data, body: body.trim(), sha256: hashText(text) };
}

/** Renders the contract as the seat reads it. */
export function renderContract({ contract }: Skill): string {
  const list = (title: string, items: readonly string[]) => `${title}:\n${items.map((item) => `- ${item}`).join('\n')}`;
  return [
    `Scope: ${contract.scope}`,
    list('You read', contract.inputs),
    list('You return', contract.outputs),
    `Format: ${contract.format}`,
    list('A finding is a blocker only when', contract.blocking),
    list('You do not judge', contract.limits),
    list('Abstain when', contract.abstain),
  ].join('\n\n');
}
