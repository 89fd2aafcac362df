import { linearPattern } from '../../kernel/linear-pattern.ts';
import type { TextBlock } from '../../kernel/markdown/reading/text-block.ts';

/** By what a reference is known. */
export interface ReferenceRules {
  /** The host whose issue addresses count. */
  readonly host: string;
  /** How stories are named; null where any `CVN-…` id is one. */
  readonly pattern: string | null;
}

/** The first reference that stands in the blocks, as it is written there; null when there is none. */
export function findReference(
  blocks: readonly Pick<TextBlock, 'text' | 'targets'>[],
  rules: ReferenceRules,
): string | null {
  for (const { text, targets } of blocks) {
    const found =
      closingReference(text) ??
      issueAddress(text, rules.host) ??
      storyLine(text, rules.pattern) ??
      workPackage(text) ??
      targets.find((target) => isIssueAddress(target, rules.host));
    if (found !== undefined) return found;
  }
  return null;
}

const KEYWORD = String.raw`(?<![\p{L}\p{N}_-])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?::\s*|\s+)`;
const NUMBER = String.raw`#[1-9]\d{0,9}(?![\p{L}\p{N}_])`;
const REPOSITORY = String.raw`(?:[a-z0-9][a-z0-9-]{0,38}\/[\w.-]{1,100})?`;
const CLOSING = new RegExp(`${KEYWORD}${REPOSITORY}${NUMBER}`, 'iu');

function closingReference(text: string): string | undefined {
  return CLOSING.exec(text)?.[0];
}

const ADDRESS = /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>"'\ufffc]+/giu;

function issueAddress(text: string, host: string): string | undefined {
  return [...text.matchAll(ADDRESS)].map(([address]) => address).find((address) => isIssueAddress(address, host));
}

const ISSUE =
  /^https?:\/\/([^/]+)\/[a-z0-9][a-z0-9-]{0,38}\/[\w.-]{1,100}\/issues\/[1-9]\d{0,9}(?![\p{L}\p{N}_/-]|\.\w)/iu;

function isIssueAddress(address: string, host: string): boolean {
  return ISSUE.exec(address)?.[1]?.toLowerCase() === host.toLowerCase();
}

const LABEL = /(?<![\p{L}\p{N}_-])story:\s*/giu;
const ANY_STORY = /CVN-(?=[A-Z-]{0,60}\d)[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\p{L}\p{N}_])/uy;
/** More lines that are headed so, each without an id, are looked at by nobody. */
const MOST_LABELS = 50;
const LONGEST_STORY = 300;

function storyLine(text: string, pattern: string | null): string | undefined {
  const labels = [...text.matchAll(LABEL)].slice(0, MOST_LABELS);
  if (labels.length === 0) return undefined;
  const named = pattern === null ? null : linearPattern(pattern);
  for (const { 0: label, index } of labels) {
    const start = index + label.length;
    const id = named === null ? anyStoryAt(text, start) : named.atStartOf(text.slice(start, start + LONGEST_STORY));
    if (id !== null) return `${label.trim()} ${id}`;
  }
  return undefined;
}

function anyStoryAt(text: string, start: number): string | null {
  ANY_STORY.lastIndex = start;
  return ANY_STORY.exec(text)?.[0] ?? null;
}

const WORK_PACKAGE = /(?<![\p{L}\p{N}_-])openproject:\s*wp#[1-9]\d{0,9}(?![\p{L}\p{N}_])/iu;

function workPackage(text: string): string | undefined {
  return WORK_PACKAGE.exec(text)?.[0];
}
