import { z } from 'zod';
import { type Parsed, parseAnswer } from './answer.ts';
import type { Finding } from './finding.ts';
import { compareFindings } from './findings.ts';

const Impact = z.string().max(600).nullable();

/** What the chair answers: which findings mean the same, and words for people. It changes no status, severity or quote. */
export const Minutes = z.strictObject({
  summary: z.string().min(1).max(1500),
  groups: z.array(z.array(z.string().max(20))).max(200),
  agreement: z.array(z.string().max(400)).max(10),
  recommendations: z
    .array(z.strictObject({ text: z.string().max(500), findings: z.array(z.string().max(20)) }))
    .max(20),
  adr_impact: Impact,
  test_impact: Impact,
  ml_impact: Impact,
  trading_impact: Impact,
});
export type Minutes = z.infer<typeof Minutes>;

/** Reads the chair's answer. */
export function parseMinutes(text: string): Parsed<Minutes> {
  return parseAnswer(text, Minutes);
}

/** Findings that mean the same; the smallest id leads. */
export interface FindingGroup {
  readonly lead: Finding;
  readonly members: readonly Finding[];
}

/**
 * Groups findings as the chair says, by id only. An id that does not exist is ignored, an id named twice stays in
 * its first group, and findings of different standing or severity never share a group, so that nothing can hide.
 */
export function groupFindings(
  findings: readonly Finding[],
  groups: readonly (readonly string[])[],
): readonly FindingGroup[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const left = new Set(byId.keys());
  const found: FindingGroup[] = [];
  for (const ids of groups) {
    const members = [...new Set(ids)].flatMap((id) =>
      left.has(id) ? [byId.get(id)].filter((one) => one !== undefined) : [],
    );
    for (const alike of splitByWeight(members).filter(({ length }) => length > 1)) {
      for (const member of alike) left.delete(member.id);
      found.push(asGroup(alike));
    }
  }
  for (const finding of findings) if (left.has(finding.id)) found.push(asGroup([finding]));
  return found.sort((one, other) => compareFindings(one.lead, other.lead));
}

function splitByWeight(members: readonly Finding[]): readonly (readonly Finding[])[] {
  const kinds = new Map<string, Finding[]>();
  for (const member of members) {
    const weight = `${member.standing.kind} ${member.severity}`;
    kinds.set(weight, [...(kinds.get(weight) ?? []), member]);
  }
  return [...kinds.values()];
}

function asGroup(members: readonly Finding[]): FindingGroup {
  const [lead, ...others] = [...members].sort((one, other) => (one.id < other.id ? -1 : 1));
  if (lead === undefined) throw new RangeError('a group without a finding');
  return { lead, members: [lead, ...others] };
}
