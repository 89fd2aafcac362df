import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { numberOfTitle } from '../../adr/record-title.ts';
import { AppError } from '../../kernel/app-error.ts';
import { Glob } from '../../kernel/glob.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';

/** How findings are written. */
export type LintFormat = 'text' | 'markdown' | 'github' | 'json';

/** Where records are looked for; paths are absolute. */
export interface PlaceOptions {
  readonly repo: string;
  /** Empty for the configured ones. */
  readonly folders: readonly string[];
}

const Place = z.object({
  repo: z.string().optional(),
  folders: z.array(z.string()).default([]),
  json: z.boolean().default(false),
});

const Lint = Place.extend({
  format: z.string().optional(),
  except: z.array(z.string()).default([]),
  ifAny: z.boolean().default(false),
});

/** The options of `conclave adr lint`, checked. */
export interface LintOptions extends PlaceOptions {
  readonly format: LintFormat;
  /** Where no citations are looked for. */
  readonly except: readonly Glob[];
  /** Whether a project without any record is in order. */
  readonly ifAny: boolean;
}

/** Checks the options of `conclave adr lint`. */
export function parseLintOptions(options: unknown, { folder, environment }: Terminal): LintOptions {
  const raw = Lint.parse(options);
  refuseSwallowed({ ...raw, except: raw.except.find((glob) => glob.startsWith('--')) }, 'adr lint');
  return {
    ...placeOf(raw, folder),
    format: parseFormat(raw, environment),
    except: raw.except.map(parseGlob),
    ifAny: raw.ifAny,
  };
}

/** Whether findings are for a runner of GitHub Actions, also where the options cannot be read. */
export function isForRunner(options: unknown, environment: Terminal['environment']): boolean {
  const raw = Lint.partial().safeParse(options);
  if (!raw.success || raw.data.json === true) return false;
  return (raw.data.format ?? usualFormat(environment)) === 'github';
}

/** Checks the options of `conclave adr graph`. */
export function parseGraphOptions(options: unknown, { folder }: Terminal): PlaceOptions & { readonly json: boolean } {
  const raw = Place.parse(options);
  refuseSwallowed(raw, 'adr graph');
  return { ...placeOf(raw, folder), json: raw.json };
}

/** The options of `conclave adr for`, checked. */
export interface BoundOptions {
  readonly repo: string;
  readonly base: string;
  readonly head: string | null;
  readonly json: boolean;
}

const Bound = z.object({
  base: z.string().optional(),
  head: z.string().optional(),
  repo: z.string().optional(),
  json: z.boolean().default(false),
});

/** Checks the options of `conclave adr for`. */
export function parseBoundOptions(options: unknown, { folder }: Terminal): BoundOptions {
  const raw = Bound.parse(options);
  refuseSwallowed(raw, 'adr for');
  if (raw.base === undefined) {
    throw new AppError('bad-input', 'no change was named', {
      where: '--base',
      expected: '--base REF, the branch from which the change was begun',
      advice: 'For the branch you are on: conclave adr for --base main',
    });
  }
  return { repo: resolve(folder, raw.repo ?? '.'), base: raw.base, head: raw.head ?? null, json: raw.json };
}

/** The options of `conclave adr new`, checked. */
export interface DraftOptions {
  readonly repo: string;
  readonly title: string;
  /** Null for the one that holds most records. */
  readonly into: string | null;
  readonly dryRun: boolean;
  readonly json: boolean;
}

const Draft = z.object({
  title: z.string(),
  folder: z.string().optional(),
  repo: z.string().optional(),
  dryRun: z.boolean().default(false),
  json: z.boolean().default(false),
});

const LONGEST_TITLE = 200;

/** Checks the options of `conclave adr new`. */
export function parseDraftOptions(options: unknown, { folder }: Terminal): DraftOptions {
  const { title: given, folder: into, ...raw } = Draft.parse(options);
  refuseSwallowed({ ...raw, folder: into }, 'adr new');
  const title = given.replaceAll(/\s+/g, ' ').trim();
  demandTitle(title);
  const repo = resolve(folder, raw.repo ?? '.');
  return { ...raw, title, repo, into: into === undefined ? null : resolve(folder, into) };
}

/** Parts of an emoji are joined by a character without a shape; any other such character is refused. */
const UNSEEN = /\p{Cc}|(?!\u200d)\p{Cf}/u;

function demandTitle(title: string): void {
  const number = numberOfTitle(title);
  const wrong = [
    ...(title === '' ? ['the title is empty'] : []),
    ...(title.length > LONGEST_TITLE ? [`the title has ${title.length} characters`] : []),
    ...(UNSEEN.test(title) ? ['the title holds a control character, or one that cannot be seen'] : []),
    ...(number === null ? [] : [`the title carries the number ${number}, which comes from the folder`]),
  ];
  const [first] = wrong;
  if (first === undefined) return;
  throw new AppError('bad-input', first, {
    where: 'TITLE',
    expected: `what is decided, in at most ${LONGEST_TITLE} characters, e.g. "Keep ticks as Parquet"`,
    ...(number !== null && { advice: `Leave the number out.` }),
  });
}

function parseGlob(text: string): Glob {
  const parsed = Glob.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError('bad-input', `${JSON.stringify(text)} is no pattern of paths`, {
    where: '--except',
    expected: 'a path pattern, e.g. test/fixtures/**',
  });
}

function placeOf({ repo, folders }: z.infer<typeof Place>, folder: string): PlaceOptions {
  const at = (path: string) => (isAbsolute(path) ? path : resolve(folder, path));
  return { repo: at(repo ?? '.'), folders: folders.map(at) };
}

const FORMATS = ['text', 'markdown', 'github'] as const;

function usualFormat(environment: Terminal['environment']): 'github' | 'text' {
  return environment.GITHUB_ACTIONS === 'true' ? 'github' : 'text';
}

function parseFormat({ json, format }: z.infer<typeof Lint>, environment: Terminal['environment']): LintFormat {
  if (json && format !== undefined) {
    throw new AppError('bad-input', '--json and --format were both given', { expected: 'one of them' });
  }
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
