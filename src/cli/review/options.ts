import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { type MicroUsd, parseUsd } from '../../kernel/micro-usd.ts';
import { ModelId } from '../../kernel/model-id.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { SessionType } from '../../routing/session-type.ts';
import { type Format, parseFormat } from '../render-session.ts';
import { refuseSwallowed } from '../swallowed-option.ts';

/** What the person named to be reviewed. */
export type Reviewed =
  | { readonly kind: 'change'; readonly base: string; readonly head: string | null }
  | { readonly kind: 'diff'; readonly file: string }
  | { readonly kind: 'artifact'; readonly file: string };

/** The options of `conclave review`, checked; paths are absolute. */
export interface ReviewOptions {
  readonly reviewed: Reviewed;
  /** The repository; null when none was named and the input needs none. */
  readonly repo: string | null;
  readonly sessionType: SessionType | null;
  readonly question: string | null;
  readonly issue: string | null;
  /** Short names of skills; null for all. */
  readonly experts: readonly string[] | null;
  readonly models: { readonly first?: ModelId; readonly second?: ModelId; readonly chair?: ModelId };
  readonly consolidate: boolean;
  /** Null for the configured one. */
  readonly budget: MicroUsd | null;
  readonly dryRun: boolean;
  readonly rehearsal: boolean;
  readonly out: string;
  readonly json: boolean;
  readonly format: Format;
}

const Raw = z.object({
  base: z.string().optional(),
  head: z.string().optional(),
  repo: z.string().optional(),
  diff: z.string().optional(),
  artifact: z.string().optional(),
  sessionType: z.string().optional(),
  question: z.string().optional(),
  issue: z.string().optional(),
  experts: z.string().optional(),
  model: z.string().optional(),
  models: z.string().optional(),
  consolidation: z.boolean(),
  budget: z.string().optional(),
  dryRun: z.boolean().default(false),
  rehearsal: z.boolean().default(false),
  out: z.string().default('committee'),
  json: z.boolean().default(false),
  format: z.string().optional(),
});
type Raw = z.infer<typeof Raw>;

/** Checks the options of the command line against each other; relative paths mean `folder`. */
export function parseReviewOptions(options: unknown, folder: string): ReviewOptions {
  const raw = Raw.parse(options);
  refuseSwallowed(raw, 'review');
  const at = (path: string) => (isAbsolute(path) ? path : resolve(folder, path));
  const reviewed = parseReviewed(raw, at);
  return {
    reviewed,
    repo: raw.repo !== undefined ? at(raw.repo) : reviewed.kind === 'change' ? folder : null,
    sessionType: parseSessionType(raw.sessionType),
    question: raw.question?.trim() || null,
    issue: parseIssue(raw.issue),
    experts: raw.experts === undefined ? null : parseExperts(raw.experts),
    models: parseModels(raw),
    consolidate: raw.consolidation,
    budget: raw.budget === undefined ? null : parseBudget(raw.budget),
    dryRun: raw.dryRun,
    rehearsal: raw.rehearsal,
    out: at(raw.out),
    json: raw.json,
    format: parseFormat(raw.format),
  };
}

function parseReviewed(raw: Raw, at: (path: string) => string): Reviewed {
  const named = [raw.base, raw.diff, raw.artifact].filter((one) => one !== undefined).length;
  if (named !== 1) {
    throw new AppError(
      'bad-input',
      named === 0 ? 'nothing to review was named' : 'more than one thing to review was named',
      {
        expected: 'one of --base REF, --diff FILE or --artifact FILE',
        advice: named === 0 ? 'For the branch you are on: conclave review --base main' : 'Review them one by one.',
      },
    );
  }
  if (raw.base === undefined && raw.head !== undefined) {
    throw new AppError('bad-input', '--head goes with --base', { expected: 'a change named by --base REF --head REF' });
  }
  if (raw.diff !== undefined) return { kind: 'diff', file: raw.diff === '-' ? '-' : at(raw.diff) };
  if (raw.artifact !== undefined) return { kind: 'artifact', file: at(raw.artifact) };
  return { kind: 'change', base: raw.base ?? '', head: raw.head ?? null };
}

const ISSUE = /^(?:#\d+|[\w.-]+\/[\w.-]+#\d+|https?:\/\/\S+)$/;

function parseIssue(text: string | undefined): string | null {
  const issue = text?.trim() || null;
  if (issue === null || ISSUE.test(issue)) return issue;
  throw new AppError('bad-input', 'the text does not name an issue', {
    where: '--issue',
    expected: '"#12" (in quotation marks, since a shell reads # as a comment), owner/repository#12 or an address',
  });
}

function parseSessionType(text: string | undefined): SessionType | null {
  if (text === undefined) return null;
  const parsed = SessionType.safeParse(text);
  if (parsed.success) return parsed.data;
  const near = nearestWord(text, SessionType.options);
  throw new AppError('bad-input', `unknown session type "${text}"`, {
    where: '--session-type',
    expected: `one of: ${SessionType.options.join(', ')}`,
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}

function parseExperts(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim().replace(/^expert-/, ''));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (names.includes('') || twice !== undefined) {
    const what = twice ? `expert "${twice}" was given twice` : 'an empty expert name was given';
    throw new AppError('bad-input', what, {
      where: '--experts',
      expected: 'names with commas between, e.g. ml-engineer,ops',
    });
  }
  return names;
}

function parseModels(raw: Raw): ReviewOptions['models'] {
  const named = raw.model ?? raw.models;
  const models = readModels(raw);
  if (!raw.rehearsal || named === undefined) return models;
  throw new AppError('bad-input', `a rehearsal asks no model, and "${named}" was named`, {
    where: '--rehearsal',
    expected: 'either --rehearsal or models',
  });
}

function readModels({ model, models }: Raw): ReviewOptions['models'] {
  if (model !== undefined && models !== undefined) {
    throw new AppError('bad-input', '--model and --models were both given', {
      expected: 'one of them: --model for both seats and the chair, --models for each by itself',
    });
  }
  if (model !== undefined) {
    const both = parseModel(model, '--model');
    return { first: both, second: both, chair: both };
  }
  const slots: Record<string, ModelId> = {};
  for (const pair of models?.split(',') ?? []) {
    const [slot = '', ...rest] = pair.split('=');
    if (!['first', 'second', 'chair'].includes(slot.trim()) || slots[slot.trim()] !== undefined) {
      throw new AppError('bad-input', `cannot read "${pair}"`, {
        where: '--models',
        expected: 'first=provider:name,second=provider:name,chair=provider:name, each at most once',
      });
    }
    slots[slot.trim()] = parseModel(rest.join('='), '--models');
  }
  return slots;
}

function parseModel(text: string, where: string): ModelId {
  const parsed = ModelId.safeParse(text.trim());
  if (parsed.success) return parsed.data;
  throw new AppError('bad-input', `"${text}" is not a model`, {
    where,
    expected: 'provider:name, e.g. mistral:mistral-large-latest',
  });
}

function parseBudget(text: string): MicroUsd {
  const budget = parseUsd(text);
  if (budget !== null && budget > 0) return budget;
  throw new AppError('bad-input', `"${text}" is not a budget`, {
    where: '--budget',
    expected: 'more than 0, in USD with at most six decimals, e.g. 1.50',
  });
}
