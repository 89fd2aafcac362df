import { z } from 'zod';
import type { AuditOrder } from '../../gates/audit/assemble-audit.ts';
import { Per } from '../../gates/audit/waiver-audit.ts';
import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';

/** How an audit is written. */
export const AuditFormat = z.enum(['text', 'markdown', 'issue', 'github']);
export type AuditFormat = z.infer<typeof AuditFormat>;

/** The options of `conclave waivers audit`, checked. */
export interface AuditOptions {
  readonly order: AuditOrder;
  readonly repository: { readonly owner: string; readonly name: string };
  readonly token: string;
  readonly format: AuditFormat | 'json';
  /** Whether the issue of the audit is kept up to date at the host. */
  readonly keepsIssue: boolean;
}

const Raw = z.object({
  since: z.string().optional(),
  until: z.string().optional(),
  repo: z.string().optional(),
  per: z.string().optional(),
  sprintDays: z.string().optional(),
  label: z.string().optional(),
  check: z.string().optional(),
  json: z.boolean().default(false),
  format: z.string().optional(),
  issue: z.boolean().default(false),
});
type Raw = z.infer<typeof Raw>;

/** Checks the options of the command line; token and repository may come from the environment. */
export function parseAuditOptions(
  options: unknown,
  { environment, now }: Pick<Terminal, 'environment' | 'now'>,
): AuditOptions {
  const raw = Raw.parse(options);
  refuseSwallowed(raw, 'waivers audit');
  return {
    order: {
      days: parseDays(raw, new Date(now()).toISOString().slice(0, 10)),
      per: parseWord(raw.per ?? 'month', Per, '--per'),
      sprintDays: parseSprintDays(raw.sprintDays ?? '14'),
      label: parseLabel(raw.label),
      job: parseCheck(raw.check),
    },
    repository: parseRepository(raw.repo, environment),
    token: readToken(environment),
    format: parseFormat(raw),
    keepsIssue: raw.issue,
  };
}

/** Whether the audit is for a runner of GitHub Actions, also where the options cannot be read. */
export function isForRunner(options: unknown): boolean {
  return Raw.partial().safeParse(options).data?.format === 'github';
}

function parseDays({ since, until }: Raw, today: string): AuditOrder['days'] {
  if (since === undefined) {
    throw new AppError('bad-input', 'the first day is missing', {
      where: '--since',
      expected: 'a day as YYYY-MM-DD, e.g. --since 2026-04-01',
    });
  }
  const days = {
    since: parseDay(since, '--since', today),
    until: until === undefined ? today : parseDay(until, '--until', today),
  };
  if (days.since <= days.until) return days;
  throw new AppError('bad-input', `${days.until} comes before ${days.since}`, {
    where: '--until',
    expected: 'the last day, which is not before --since',
  });
}

function parseDay(text: string, where: string, today: string): string {
  if (!z.iso.date().safeParse(text).success) {
    throw new AppError('bad-input', `${JSON.stringify(text)} is no day`, {
      where,
      expected: 'a real day as YYYY-MM-DD, e.g. 2026-04-01',
    });
  }
  if (text <= today) return text;
  throw new AppError('bad-input', `${text} is still to come`, { where, expected: `a day until today, ${today} (UTC)` });
}

function parseWord<T extends string>(
  text: string,
  words: z.ZodType<T> & { readonly options: readonly T[] },
  where: string,
): T {
  const parsed = words.safeParse(text);
  if (parsed.success) return parsed.data;
  const near = nearestWord(text, words.options);
  throw new AppError('bad-input', `unknown word ${JSON.stringify(text)}`, {
    where,
    expected: `one of: ${words.options.join(', ')}`,
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}

const LONGEST_SPRINT = 366;

function parseSprintDays(text: string): number {
  const days = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= LONGEST_SPRINT) return days;
  throw new AppError('bad-input', `${JSON.stringify(text)} is no length of a sprint`, {
    where: '--sprint-days',
    expected: `a number of days from 1 to ${LONGEST_SPRINT}, e.g. 14`,
  });
}

function parseLabel(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.trim() !== '' && text.length <= 50) return text.trim();
  throw new AppError('bad-input', 'the label has no name that a label can have', {
    where: '--label',
    expected: 'a name of 1 to 50 characters, e.g. guardrails-waiver',
  });
}

function parseCheck(text = 'guardrails'): string {
  if (text.trim() !== '' && text.length <= 100) return text.trim();
  throw new AppError('bad-input', 'the check has no name that a check can have', {
    where: '--check',
    expected: 'the name of the job that asks the gates, e.g. guardrails',
  });
}

function parseRepository(text: string | undefined, environment: Terminal['environment']): AuditOptions['repository'] {
  const given = text ?? environment.GITHUB_REPOSITORY?.trim() ?? '';
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(given.trim()) ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new AppError(
    'bad-input',
    given === '' ? 'no repository was named' : `${JSON.stringify(given)} is no repository on GitHub`,
    {
      where: text === undefined ? 'GITHUB_REPOSITORY' : '--repo',
      expected: '--repo owner/name, e.g. acme/quant',
    },
  );
}

function readToken({ GITHUB_TOKEN, GH_TOKEN }: Terminal['environment']): string {
  const token = (GITHUB_TOKEN ?? '').trim() || (GH_TOKEN ?? '').trim();
  if (token !== '') return token;
  throw new AppError('bad-input', 'there is no token for GitHub', {
    where: 'GITHUB_TOKEN',
    expected: 'a token that may read contents, pull requests, issues and checks, in GITHUB_TOKEN or GH_TOKEN',
    advice: 'On your machine: GH_TOKEN=$(gh auth token) conclave waivers audit --since …',
  });
}

function parseFormat({ json, format }: Raw): AuditOptions['format'] {
  if (json && format !== undefined) {
    throw new AppError('bad-input', '--json and --format were both given', { expected: 'one of them' });
  }
  return json ? 'json' : parseWord(format ?? 'text', AuditFormat, '--format');
}
