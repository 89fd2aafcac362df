import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { CommitRange } from '../../ports/repository.ts';
import { type PullName, parsePullName } from '../gate/pull-name.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';
import { parseWord } from '../word-option.ts';

/** Where the change stands that the rules are judged on. */
export type RulesSource =
  | { readonly kind: 'event'; readonly file: string }
  | { readonly kind: 'pull'; readonly pull: PullName }
  | { readonly kind: 'branch'; readonly range: CommitRange };

const RulesFormat = z.enum(['text', 'json', 'markdown']);

/** How the answers are written. */
export type RulesFormat = z.infer<typeof RulesFormat>;

/** The options of `conclave rules`, checked; paths are absolute. */
export interface RulesOptions {
  readonly source: RulesSource;
  readonly repo: string;
  readonly format: RulesFormat;
  readonly out: string | null;
}

const Raw = z.object({
  event: z.string().optional(),
  pr: z.string().optional(),
  base: z.string().optional(),
  head: z.string().optional(),
  repo: z.string().optional(),
  json: z.boolean().default(false),
  format: z.string().optional(),
  out: z.string().optional(),
});
type Raw = z.infer<typeof Raw>;

/** Checks the options of the command line against each other; relative paths mean the terminal's folder. */
export function parseRulesOptions(options: unknown, { folder }: Pick<Terminal, 'folder'>): RulesOptions {
  const raw = Raw.parse(options);
  refuseSwallowed(raw, 'rules');
  const at = (path: string) => (isAbsolute(path) ? path : resolve(folder, path));
  return {
    source: parseSource(raw, at),
    repo: at(raw.repo ?? folder),
    format: parseFormat(raw),
    out: raw.out === undefined ? null : at(raw.out),
  };
}

function parseSource({ event, pr, base, head }: Raw, at: (path: string) => string): RulesSource {
  const named = [event, pr, base].filter((one) => one !== undefined).length;
  if (named !== 1) {
    throw wrongUse(
      named === 0 ? 'no change was named' : 'more than one change was named',
      'one of --pr OWNER/REPO#N, --event FILE or --base REF',
    );
  }
  if (base !== undefined) return { kind: 'branch', range: { base, head: head ?? null } };
  if (head !== undefined) throw wrongUse('--head goes with --base', 'a change named by --base REF --head REF');
  return event === undefined
    ? { kind: 'pull', pull: parsePullName(pr ?? '') }
    : { kind: 'event', file: event === '-' ? event : at(event) };
}

function parseFormat({ json, format }: Raw): RulesFormat {
  if (!json) return parseWord(format ?? 'text', RulesFormat, '--format');
  if (format === undefined || format === 'json') return 'json';
  throw wrongUse('--json and --format were both given', 'one of them');
}

function wrongUse(what: string, expected: string): AppError {
  return new AppError('bad-input', what, { expected, advice: 'conclave rules --help lists the options' });
}
