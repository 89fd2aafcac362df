import { z } from 'zod';
import { isAppError } from '../../kernel/app-error.ts';
import { Glob } from '../../kernel/glob.ts';
import { isLinearPattern } from '../../kernel/linear-pattern.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { parseYaml } from '../../kernel/yaml.ts';
import type { Invariant } from '../invariant.ts';
import type { RecordFlaw } from '../record.ts';
import type { ReadSection } from './sections.ts';

/** The invariants of a record, and what is wrong with those that are none. */
export interface ReadInvariants {
  readonly invariants: readonly Invariant[];
  readonly flaws: readonly RecordFlaw[];
}

/** Reads every YAML fence below the heading *Invariants*. */
export function readInvariants(sections: readonly ReadSection[]): ReadInvariants {
  const fences = new Map<number, string>();
  for (const block of sections.filter(({ section }) => section.kind === 'invariants').flatMap((each) => each.blocks)) {
    if (block.kind === 'code' && /^ya?ml$/i.test(block.language ?? '')) fences.set(block.line, block.text);
  }
  const read = [...fences].flatMap(([line, text]) => readFence(text, line));
  return {
    invariants: read.flatMap((each) => ('invariant' in each ? [each.invariant] : [])),
    flaws: read.flatMap((each) => ('flaw' in each ? [each.flaw] : [])),
  };
}

type ReadEntry = { readonly invariant: Invariant } | { readonly flaw: RecordFlaw };

function readFence(text: string, fence: number): readonly ReadEntry[] {
  try {
    const document = parseYaml(text, '');
    const entries: unknown = document.value;
    if (!Array.isArray(entries)) return [malformed(fence, 'The block under Invariants is not a list.')];
    const rows = text.split('\n');
    return entries.map((entry: unknown, index) => readEntry(entry, fence + firstRow(document.lineOf([index]), rows)));
  } catch (error) {
    if (!isAppError(error)) throw error;
    const row = /:(\d+)$/.exec(error.facts.where ?? '')?.[1];
    const where = row === undefined ? '' : ` (line ${fence + Number(row)})`;
    return [malformed(fence, `The block under Invariants is no list in YAML: ${error.message}${where}.`)];
  }
}

/** An entry begins at its dash, which may stand on a line of its own. */
function firstRow(row: number, rows: readonly string[]): number {
  return rows[row - 2]?.trim() === '-' ? row - 1 : row;
}

const RULES = ['forbid-import', 'forbid-pattern', 'require-together', 'max-value'] as const;
const Words = z.string().trim().min(1);

/** What every entry needs. */
const Entry = z.object({
  id: z.union([Words, z.number().transform(String)]),
  rule: z.enum(RULES),
  applies_to: z.array(Words).min(1),
});
type Entry = z.infer<typeof Entry>;

function readEntry(given: unknown, line: number): ReadEntry {
  const { success, data, error } = Entry.safeParse(given);
  if (!success) return malformed(line, tellMissing(given, error));
  const rest = Details.safeParse(given);
  if (!rest.success) return incomplete(line, data, rest.error);
  return { invariant: { id: data.id, line, message: rest.data.message, ...asInvariant(rest.data) } };
}

function malformed(line: number, message: string): ReadEntry {
  const expected = `a list of entries with id, rule (${RULES.join(', ')}) and applies_to as a list of globs`;
  return { flaw: { rule: 'adr/invariant-malformed', line, message, expected } };
}

function tellMissing(given: unknown, { issues }: z.ZodError): string {
  const keys = new Set(issues.map(({ path }) => path[0]));
  if (keys.has(undefined)) return 'The invariant is not a set of keys and values.';
  const { rule } = z.object({ rule: z.unknown() }).catch({ rule: null }).parse(given);
  const told = [
    ...(keys.has('id') ? ['it has no id'] : []),
    ...(keys.has('rule') ? [tellRule(rule)] : []),
    ...(keys.has('applies_to') ? ['its applies_to is not a list of globs'] : []),
  ];
  return `The invariant cannot be read: ${told.join('; ')}.`;
}

function tellRule(rule: unknown): string {
  if (typeof rule !== 'string') return 'it has no rule';
  const meant = nearestWord(rule, RULES);
  return `its rule ${JSON.stringify(rule)} is not known${meant === null ? '' : `, ${meant} is`}`;
}

const Frame = z.object({
  applies_to: z.array(z.string().trim().pipe(Glob)),
  message: z.string().trim().nullable().default(null),
});

/** What the rule of an entry needs beside; further keys are the record's own. */
const Details = z.discriminatedUnion('rule', [
  Frame.extend({ rule: z.literal('forbid-import'), modules: z.array(Words).min(1) }),
  Frame.extend({
    rule: z.literal('forbid-pattern'),
    pattern: z.string().min(1).refine(isLinearPattern, 'a regular expression without look-around (RE2)'),
  }),
  Frame.extend({ rule: z.literal('require-together'), files: z.array(z.string().trim().pipe(Glob)).min(1) }),
  Frame.extend({
    rule: z.literal('max-value'),
    name: Words.optional(),
    key: Words.optional(),
    max: z.number(),
  }).refine(({ name, key }) => name !== undefined || key !== undefined, { path: ['name'], error: 'a name or a key' }),
]);
type Details = z.infer<typeof Details>;

type Bound<T> = T extends Invariant ? Omit<T, 'id' | 'line' | 'message'> : never;

function asInvariant(details: Details): Bound<Invariant> {
  const appliesTo = details.applies_to;
  switch (details.rule) {
    case 'forbid-import':
      return { rule: details.rule, appliesTo, modules: details.modules };
    case 'forbid-pattern':
      return { rule: details.rule, appliesTo, pattern: details.pattern };
    case 'require-together':
      return { rule: details.rule, appliesTo, files: details.files };
    case 'max-value':
      return { rule: details.rule, appliesTo, name: details.name ?? details.key ?? '', max: details.max };
    default:
      return details satisfies never;
  }
}

function incomplete(line: number, { id, rule }: Entry, { issues }: z.ZodError): ReadEntry {
  const why = (message: string) => (message.endsWith('received undefined') ? 'missing' : message);
  const wrong = [...new Set(issues.map(({ path, message }) => `${path.join('.')} (${why(message)})`))];
  return {
    flaw: {
      rule: 'adr/invariant-incomplete',
      line,
      message: `The invariant ${id} (${rule}) cannot be checked, because of ${wrong.join(', ')}.`,
      expected: NEEDS[rule],
    },
  };
}

const NEEDS: Readonly<Record<Entry['rule'], string>> = {
  'forbid-import': 'modules: a list of module names',
  'forbid-pattern': 'pattern: a regular expression of RE2, without look-around and references back',
  'require-together': 'files: a list of globs that must change together with applies_to',
  'max-value': 'name: what the value is given to; max: the largest number',
};
