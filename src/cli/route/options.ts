import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { Association } from '../../config/routing-words.ts';
import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { type PullName, parsePullName } from '../gate/pull-name.ts';
import { optionOf, refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';

/** What is routed. */
export type RouteSource =
  | { readonly kind: 'pull'; readonly pull: PullName }
  | { readonly kind: 'branch'; readonly base: string; readonly head: string | null; readonly repo: string };

/** How a route is written. */
export type RouteFormat = 'json' | 'text' | 'markdown' | 'github';

/** What a person tells of the pull request; null where nothing was said. */
export interface ToldFacts {
  readonly labels: readonly string[] | null;
  readonly title: string | null;
  readonly author: Association | null;
  readonly baseBranch: string | null;
}

/** The options of `conclave route`, checked; paths are absolute. */
export interface RouteOptions {
  readonly source: RouteSource;
  readonly told: ToldFacts;
  readonly config: string | null;
  readonly format: RouteFormat;
}

const Raw = z.object({
  base: z.string().optional(),
  pr: z.string().optional(),
  head: z.string().optional(),
  repo: z.string().optional(),
  label: z.array(z.string()).optional(),
  title: z.string().optional(),
  author: z.string().optional(),
  branch: z.string().optional(),
  config: z.string().optional(),
  json: z.boolean().default(false),
  format: z.string().optional(),
});
type Raw = z.infer<typeof Raw>;

/** Checks the options of the command line against each other; relative paths mean the terminal's folder. */
export function parseRouteOptions(options: unknown, { folder, environment }: Terminal): RouteOptions {
  const raw = Raw.parse(options);
  refuseSwallowed({ ...raw, label: raw.label?.find((label) => label.startsWith('--')) }, 'route');
  const at = (path: string) => (isAbsolute(path) ? path : resolve(folder, path));
  return {
    source: parseSource(raw, at),
    told: {
      labels: raw.label?.map((label) => label.trim()).filter((label) => label !== '') ?? null,
      title: raw.title ?? null,
      author: raw.author === undefined ? null : parseAuthor(raw.author),
      baseBranch: raw.branch ?? null,
    },
    config: raw.config === undefined || raw.config === '-' ? (raw.config ?? null) : at(raw.config),
    format: parseFormat(raw, environment),
  };
}

/** Whether the route is for a runner of GitHub Actions, also where the options cannot be read. */
export function isForRunner(options: unknown, environment: Terminal['environment']): boolean {
  const raw = Raw.partial().safeParse(options);
  if (!raw.success || raw.data.json === true) return false;
  return (raw.data.format ?? usualFormat(environment)) === 'github';
}

function parseSource(raw: Raw, at: (path: string) => string): RouteSource {
  const { base, pr, head, repo } = raw;
  if ((base === undefined) === (pr === undefined)) {
    throw wrongUse(
      base === undefined ? 'no change was named' : 'two changes were named',
      'one of --base REF or --pr OWNER/REPO#N',
    );
  }
  if (base !== undefined) return { kind: 'branch', base, head: head ?? null, repo: at(repo ?? '.') };
  const surplus = (['head', 'repo'] as const).find((name) => raw[name] !== undefined);
  if (surplus !== undefined) throw wrongUse(`${optionOf(surplus)} goes with --base`, 'a pull request alone');
  return { kind: 'pull', pull: parsePullName(pr ?? '') };
}

function parseAuthor(text: string): Association {
  const parsed = Association.safeParse(text.toUpperCase().replaceAll('-', '_'));
  if (parsed.success) return parsed.data;
  const near = nearestWord(text, Association.options);
  throw new AppError('bad-input', `${JSON.stringify(text)} is no association of an author`, {
    where: '--author',
    expected: `one of: ${Association.options.join(', ')}`,
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}

function usualFormat(environment: Terminal['environment']): 'github' | 'text' {
  return environment.GITHUB_ACTIONS === 'true' ? 'github' : 'text';
}

const FORMATS = ['text', 'markdown', 'github'] as const;

function parseFormat({ json, format }: Raw, environment: Terminal['environment']): RouteFormat {
  if (json && format !== undefined) throw wrongUse('--json and --format were both given', 'one of them');
  if (json) return 'json';
  const found = FORMATS.find((one) => one === (format ?? usualFormat(environment)));
  if (found !== undefined) return found;
  const near = nearestWord(format ?? '', FORMATS);
  throw new AppError('bad-input', `unknown format ${JSON.stringify(format)}`, {
    where: '--format',
    expected: `one of: ${FORMATS.join(', ')}; JSON comes with --json`,
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}

function wrongUse(what: string, expected: string): AppError {
  return new AppError('bad-input', what, { expected, advice: 'conclave route --help lists the options' });
}
