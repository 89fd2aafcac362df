import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';
import { parseWord } from '../word-option.ts';
import { FailOn } from './state-exit.ts';

/** Where the configuration of operations is read. */
export interface PlaceOptions {
  /** Absolute; null for the current folder, which need not be a repository where a file holds the figures. */
  readonly repo: string | null;
  readonly base: string;
  /** A file in place of the one at the base; absolute, `-` or null. */
  readonly config: string | null;
}

const Place = z.object({
  repo: z.string().optional(),
  base: z.string().optional(),
  config: z.string().optional(),
});

type Folder = Pick<Terminal, 'folder'>;

/** Checks the options that say where the configuration is read. */
function parsePlace(raw: z.infer<typeof Place>, terminal: Folder): PlaceOptions {
  return {
    repo: fileOf(raw.repo, terminal),
    base: raw.base ?? 'HEAD',
    config: fileOf(raw.config, terminal),
  };
}

const StateFormat = z.enum(['text', 'json', 'markdown', 'github']);
/** How a state is written. */
export type StateFormat = z.infer<typeof StateFormat>;

/** The options of `conclave ops state`, checked. */
export interface StateOptions extends PlaceOptions {
  /** The figures; absolute, `-` for standard input, null to ask the sources. */
  readonly input: string | null;
  readonly format: StateFormat;
  readonly failOn: FailOn;
  /** Whether the status issue and the incidents at the host are kept up to date with it. */
  readonly keepsIssue: boolean;
}

const State = Place.extend({
  input: z.string().optional(),
  json: z.boolean().default(false),
  format: z.string().optional(),
  failOn: z.string().optional(),
  issue: z.boolean().default(false),
});

/** Checks the options of `conclave ops state`. */
export function parseStateOptions(options: unknown, terminal: Folder): StateOptions {
  const raw = State.parse(options);
  refuseSwallowed(raw, 'ops state');
  return {
    ...parsePlace(raw, terminal),
    input: fileOf(raw.input, terminal),
    format: parseFormat(raw),
    failOn: parseWord(raw.failOn ?? 'orange', FailOn, '--fail-on'),
    keepsIssue: raw.issue,
  };
}

/** Whether a state is for a runner of GitHub Actions, also where the options cannot be read. */
export function isForRunner(options: unknown): boolean {
  return State.partial().safeParse(options).data?.format === 'github';
}

function parseFormat({ json, format }: Pick<z.infer<typeof State>, 'json' | 'format'>): StateFormat {
  if (!json) return parseWord(format ?? 'text', StateFormat, '--format');
  if (format === undefined || format === 'json') return 'json';
  throw new AppError('bad-input', '--json and --format were both given', {
    expected: 'one of them',
    advice: 'conclave ops state --help lists the options',
  });
}

/** The options of `conclave ops diagnose`, checked. */
export interface DiagnoseOptions extends PlaceOptions {
  /** A run that a source keeps, or a file of figures. */
  readonly subject: { readonly kind: 'run'; readonly run: string } | { readonly kind: 'input'; readonly file: string };
  readonly json: boolean;
}

const Diagnose = Place.extend({
  run: z.string().optional(),
  input: z.string().optional(),
  json: z.boolean().default(false),
});

/** Checks the options of `conclave ops diagnose`. */
export function parseDiagnoseOptions(options: unknown, terminal: Folder): DiagnoseOptions {
  const { run, input, json, ...place } = Diagnose.parse(options);
  refuseSwallowed({ ...place, input }, 'ops diagnose');
  return { ...parsePlace(place, terminal), subject: parseSubject(run, input, terminal), json };
}

function parseSubject(
  run: string | undefined,
  input: string | undefined,
  terminal: Folder,
): DiagnoseOptions['subject'] {
  if (run !== undefined && input === undefined) return { kind: 'run', run };
  if (run === undefined && input !== undefined) return { kind: 'input', file: absolute(input, terminal) };
  throw new AppError('bad-input', run === undefined ? 'no run was named' : 'a run and a file were both named', {
    expected: 'the id of a run, or --input FILE with its figures',
    advice: 'conclave ops diagnose --help lists the options',
  });
}

const SignalsWords = Place.extend({ json: z.boolean().default(false) });

/** Checks the options of `conclave ops signals`. */
export function parseSignalsOptions(options: unknown, terminal: Folder): PlaceOptions & { readonly json: boolean } {
  const raw = SignalsWords.parse(options);
  refuseSwallowed(raw, 'ops signals');
  return { ...parsePlace(raw, terminal), json: raw.json };
}

/** The options of `conclave ops playbook`, checked. */
export interface PlaybookOptions extends PlaceOptions {
  /** As it was given; null to list the codes. */
  readonly code: string | null;
  /** Figures that the exit criterion is held against. */
  readonly input: string | null;
  readonly json: boolean;
}

const PlaybookWords = Place.extend({
  code: z.string().optional(),
  input: z.string().optional(),
  json: z.boolean().default(false),
});

/** Checks the options of `conclave ops playbook`. */
export function parsePlaybookOptions(options: unknown, terminal: Folder): PlaybookOptions {
  const { code, input, json, ...place } = PlaybookWords.parse(options);
  refuseSwallowed({ ...place, input }, 'ops playbook');
  if (code === undefined && input !== undefined) {
    throw new AppError('bad-input', '--input goes with a code', {
      expected: 'the code whose exit criterion the figures are held against',
      advice: 'conclave ops playbook lists the codes',
    });
  }
  return { ...parsePlace(place, terminal), code: code ?? null, input: fileOf(input, terminal), json };
}

/** The options of `conclave ops rules`, checked. */
export interface RulesOptions extends PlaceOptions {
  /** The source whose rules are written; null where there is but one. */
  readonly source: string | null;
  /** Absolute; null for standard output. */
  readonly out: string | null;
}

const RulesWords = Place.extend({ source: z.string().optional(), out: z.string().optional() });

/** Checks the options of `conclave ops rules`. */
export function parseRulesOptions(options: unknown, terminal: Folder): RulesOptions {
  const { source, out, ...place } = RulesWords.parse(options);
  refuseSwallowed({ ...place, source, out }, 'ops rules');
  return { ...parsePlace(place, terminal), source: source ?? null, out: fileOf(out, terminal) };
}

/** The options of `conclave ops dashboards`, checked. */
export interface DashboardsOptions extends PlaceOptions {
  /** Null for all of them. */
  readonly name: string | null;
  /** Absolute; null for standard output. */
  readonly out: string | null;
}

const DashboardsWords = Place.extend({ name: z.string().optional(), out: z.string().optional() });

/** Checks the options of `conclave ops dashboards`. */
export function parseDashboardsOptions(options: unknown, terminal: Folder): DashboardsOptions {
  const { name, out, ...place } = DashboardsWords.parse(options);
  refuseSwallowed({ ...place, out }, 'ops dashboards');
  return { ...parsePlace(place, terminal), name: name ?? null, out: fileOf(out, terminal) };
}

function fileOf(path: string | undefined, terminal: Folder): string | null {
  return path === undefined ? null : absolute(path, terminal);
}

function absolute(path: string, { folder }: Folder): string {
  return path === '-' || isAbsolute(path) ? path : resolve(folder, path);
}
