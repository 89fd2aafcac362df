import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { optionOf, refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';
import { type PullName, parsePullName } from './pull-name.ts';

/** Where the pull request stands that the gates are asked about. */
export type GateSource =
  | { readonly kind: 'event'; readonly file: string }
  | { readonly kind: 'pull'; readonly pull: PullName }
  | {
      readonly kind: 'branch';
      readonly range: { readonly base: string; readonly head: string | null };
      readonly title: Words;
      /** Null for a pull request without a description. */
      readonly body: Words | null;
      /** Null for the name of the head. */
      readonly branch: string | null;
    };

/** A text as it was given, or the file in which it stands; `-` is standard input. */
export type Words = { readonly text: string } | { readonly file: string };

/** How the answers are written. */
export type GateFormat = 'json' | 'text' | 'markdown' | 'github';

/** The options of `conclave gate`, checked; paths are absolute. */
export interface GateOptions {
  readonly source: GateSource;
  /** The repository on this machine; null when none was named. */
  readonly repo: string | null;
  readonly config: string | null;
  readonly format: GateFormat;
  readonly out: string | null;
}

const Raw = z.object({
  event: z.string().optional(),
  pr: z.string().optional(),
  base: z.string().optional(),
  head: z.string().optional(),
  title: z.string().optional(),
  titleFile: z.string().optional(),
  bodyFile: z.string().optional(),
  branch: z.string().optional(),
  repo: z.string().optional(),
  config: z.string().optional(),
  json: z.boolean().default(false),
  format: z.string().optional(),
  out: z.string().optional(),
});
type Raw = z.infer<typeof Raw>;

/** Checks the options of the command line against each other; relative paths mean the terminal's folder. */
export function parseGateOptions(options: unknown, { folder, environment }: Terminal): GateOptions {
  const raw = Raw.parse(options);
  refuseSwallowed(raw, 'gate');
  const at = (path: string) => (isAbsolute(path) ? path : resolve(folder, path));
  return {
    source: parseSource(raw, at),
    repo: raw.repo === undefined ? null : at(raw.repo),
    config: raw.config === undefined ? null : at(raw.config),
    format: parseFormat(raw, environment),
    out: raw.out === undefined ? null : at(raw.out),
  };
}

/** Whether the answers are for a runner of GitHub Actions, also where the options cannot be read. */
export function isForRunner(options: unknown, environment: Terminal['environment']): boolean {
  const raw = Raw.partial().safeParse(options);
  if (!raw.success || raw.data.json === true) return false;
  return (raw.data.format ?? usualFormat(environment)) === 'github';
}

function usualFormat(environment: Terminal['environment']): 'github' | 'text' {
  return environment.GITHUB_ACTIONS === 'true' ? 'github' : 'text';
}

function parseSource(raw: Raw, at: (path: string) => string): GateSource {
  const named = [raw.event, raw.pr, raw.base].filter((one) => one !== undefined).length;
  if (named !== 1) {
    throw wrongUse(
      named === 0 ? 'no pull request was named' : 'more than one pull request was named',
      'one of --event FILE, --pr OWNER/REPO#N or --base REF',
    );
  }
  if (raw.base !== undefined) return parseBranch({ ...raw, base: raw.base }, at);
  const surplus = (['head', 'title', 'titleFile', 'bodyFile', 'branch'] as const).find(
    (name) => raw[name] !== undefined,
  );
  if (surplus !== undefined) {
    throw wrongUse(`${optionOf(surplus)} goes with --base`, 'a pull request alone: its words come from GitHub');
  }
  return raw.event === undefined
    ? { kind: 'pull', pull: parsePullName(raw.pr ?? '') }
    : { kind: 'event', file: at(raw.event) };
}

function parseBranch(raw: Raw & { readonly base: string }, at: (path: string) => string): GateSource {
  const { base, head = null, title, titleFile, bodyFile, branch } = raw;
  if ((title === undefined) === (titleFile === undefined)) {
    throw wrongUse(
      title === undefined ? 'the title is missing' : 'the title was given twice',
      'one of --title TEXT or --title-file FILE, as the pull request is to have it',
    );
  }
  const words = (file: string): Words => ({ file: file === '-' ? file : at(file) });
  if (titleFile === '-' && bodyFile === '-')
    throw wrongUse('standard input was named twice', 'one of the two as a file');
  return {
    kind: 'branch',
    range: { base, head },
    title: title === undefined ? words(titleFile ?? '') : { text: title },
    body: bodyFile === undefined ? null : words(bodyFile),
    branch: branch ?? null,
  };
}

const FORMATS = ['text', 'markdown', 'github'] as const;

function parseFormat({ json, format }: Raw, environment: Terminal['environment']): GateFormat {
  if (json && format !== undefined) throw wrongUse('--json and --format were both given', 'one of them');
  if (json) return 'json';
  const found = FORMATS.find((one) => one === (format ?? usualFormat(environment)));
  if (found !== undefined) return found;
  const near = nearestWord(format ?? '', FORMATS);
  throw new AppError('bad-input', `unknown format "${format}"`, {
    where: '--format',
    expected: `one of: ${FORMATS.join(', ')}; JSON comes with --json`,
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}

function wrongUse(what: string, expected: string): AppError {
  return new AppError('bad-input', what, { expected, advice: 'conclave gate --help lists the options' });
}
