import type { Example } from './example.ts';
import { ordinaryCode } from './ordinary.ts';
import type { EvidenceRule } from './rule.ts';
import { scanFile } from './scan.ts';
import { stageExample } from './staged-example.ts';

/** An example that does not show what its rule says. */
export interface Disproof {
  /** `ordinary`: code as it is written every day, of which a rule must not find most. */
  readonly kind: 'bad' | 'good' | 'ordinary';
  /** Position in the list of the rule file, from 0. */
  readonly index: number;
  readonly reason: string;
}

/**
 * Runs a rule over its own examples: it must find something in each bad one and nothing in a good one, and in ordinary
 * code it must not find most of the lines.
 */
export function disprove(rule: EvidenceRule): readonly Disproof[] {
  const { bad, good } = rule.examples;
  return [
    ...bad.flatMap((example, index) => asDisproof('bad', index, wrongWith(rule, example, true))),
    ...good.flatMap((example, index) => asDisproof('good', index, wrongWith(rule, example, false))),
    ...asDisproof('ordinary', 0, wrongWithOrdinary(rule)),
  ];
}

function asDisproof(kind: Disproof['kind'], index: number, reason: string | null): readonly Disproof[] {
  return reason === null ? [] : [{ kind, index, reason }];
}

function wrongWith(rule: EvidenceRule, example: Example, isBad: boolean): string | null {
  const lines = linesFoundBy(rule, example);
  if (typeof lines === 'string') return lines;
  if (isBad) return lines.length === 0 ? 'the rule finds nothing in it' : null;
  return lines.length === 0 ? null : `the rule finds line ${lines.join(', ')}`;
}

/** Share of the lines of ordinary code from which a rule finds too much. */
const TOO_MUCH = 0.5;

function wrongWithOrdinary(rule: EvidenceRule): string | null {
  const text = ordinaryCode[rule.language];
  const written = text.split('\n').filter((line) => line.trim() !== '').length;
  const lines = linesFoundBy(rule, text);
  if (typeof lines === 'string') return lines;
  const share = lines.length / written;
  return share <= TOO_MUCH ? null : `the rule finds ${lines.length} of ${written} lines of ordinary code`;
}

const PATHS: Readonly<Record<EvidenceRule['language'], string>> = {
  python: 'example.py',
  typescript: 'example.ts',
  tsx: 'example.tsx',
  javascript: 'example.js',
  text: 'example.txt',
  any: 'example.py',
};

/**
 * The lines, from 1 and in order, at which a rule finds something in an example, whatever paths it asks; or why it cannot
 * read it.
 */
export function linesFoundBy(rule: EvidenceRule, example: Example): readonly number[] | string {
  const { file, change, surroundings } = stageExample(example, PATHS[rule.language]);
  const { hits, unread } = scanFile(file, { rules: [{ ...rule, paths: undefined }], change, surroundings });
  if (unread !== null) return unread;
  return [...new Set(hits.map(({ line }) => line))].toSorted((left, right) => left - right);
}
