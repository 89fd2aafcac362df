import type { Finding } from '../finding.ts';
import { type FindingKey, findingId } from '../finding-id.ts';

/**
 * The id of a finding that is new to its pull request: the one it was given, or, when that belongs to another finding,
 * open or closed, the first free one of its key by occurrence, as equal lines get theirs within one review.
 */
export function ownId(finding: Finding, taken: ReadonlySet<string>): string {
  let id = finding.id;
  for (let occurrence = 1; taken.has(id); occurrence += 1) id = findingId(keyOf(finding), occurrence);
  return id;
}

function keyOf({ rule, code, place, claim }: Finding): FindingKey {
  return {
    ruleOrCode: rule ?? code,
    path: place?.path ?? null,
    symbol: place?.symbol ?? null,
    quote: place?.quote ?? claim,
  };
}
