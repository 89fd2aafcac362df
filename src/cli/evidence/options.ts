import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { ChangeSearch } from '../review/reviewed.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';
import { parseWord } from '../word-option.ts';

/** How the hits are written. */
export const EvidenceFormat = z.enum(['text', 'json', 'sarif', 'github']);
export type EvidenceFormat = z.infer<typeof EvidenceFormat>;

/** Which hits fail the command: hard ones, hard ones from a severity on, or none. */
export const FailOn = z.enum(['hard', 'major', 'blocker', 'never']);
export type FailOn = z.infer<typeof FailOn>;

/** The options of `conclave evidence`, checked; paths are absolute. */
export interface EvidenceOptions {
  readonly reviewed: ChangeSearch['reviewed'];
  /** The repository; null when none was named and the input needs none. */
  readonly repo: string | null;
  /** Ids of rules; null for all. */
  readonly rules: readonly string[] | null;
  readonly failOn: FailOn;
  readonly format: EvidenceFormat;
  readonly out: string | null;
  readonly annotations: boolean;
}

const Raw = z.object({
  base: z.string().optional(),
  head: z.string().optional(),
  diff: z.string().optional(),
  repo: z.string().optional(),
  rule: z.array(z.string()).optional(),
  failOn: z.string().optional(),
  json: z.boolean().default(false),
  format: z.string().optional(),
  out: z.string().optional(),
  annotations: z.boolean().default(true),
});
type Raw = z.infer<typeof Raw>;

/** Checks the options of the command line against each other; relative paths mean the terminal's folder. */
export function parseEvidenceOptions(options: unknown, { folder, environment }: Terminal): EvidenceOptions {
  const raw = Raw.parse(options);
  refuseSwallowed({ ...raw, rule: raw.rule?.find((id) => id.startsWith('--')) }, 'evidence');
  const at = (path: string) => (isAbsolute(path) ? path : resolve(folder, path));
  const reviewed = parseReviewed(raw, at);
  return {
    reviewed,
    repo: raw.repo !== undefined ? at(raw.repo) : reviewed.kind === 'change' ? folder : null,
    rules: raw.rule === undefined ? null : raw.rule.map((id) => id.trim()),
    failOn: parseWord(raw.failOn ?? 'hard', FailOn, '--fail-on'),
    format: parseFormat(raw, environment),
    out: raw.out === undefined ? null : at(raw.out),
    annotations: raw.annotations,
  };
}

/** Whether the hits are for a runner of GitHub Actions, also where the options cannot be read. */
export function isForRunner(options: unknown, environment: Terminal['environment']): boolean {
  const raw = Raw.partial().safeParse(options);
  if (!raw.success || raw.data.json === true) return false;
  return (raw.data.format ?? usualFormat(environment)) === 'github';
}

function usualFormat(environment: Terminal['environment']): EvidenceFormat {
  return environment.GITHUB_ACTIONS === 'true' ? 'github' : 'text';
}

function parseReviewed({ base, head, diff }: Raw, at: (path: string) => string): EvidenceOptions['reviewed'] {
  if ((base === undefined) === (diff === undefined)) {
    const what = base === undefined ? 'no change was named' : 'more than one change was named';
    throw new AppError('bad-input', what, {
      expected: 'one of --base REF or --diff FILE',
      advice:
        base === undefined ? 'For the branch you are on: conclave evidence --base main' : 'Look at them one by one.',
    });
  }
  if (base !== undefined) return { kind: 'change', base, head: head ?? null };
  if (head !== undefined) {
    throw new AppError('bad-input', '--head goes with --base', { expected: 'a change named by --base REF --head REF' });
  }
  return { kind: 'diff', file: diff === '-' ? '-' : at(diff ?? '') };
}

function parseFormat({ json, format }: Raw, environment: Terminal['environment']): EvidenceFormat {
  if (!json) return parseWord(format ?? usualFormat(environment), EvidenceFormat, '--format');
  if (format === undefined || format === 'json') return 'json';
  throw new AppError('bad-input', '--json and --format were both given', { expected: 'one of them' });
}
