import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import type { QualityWish } from '../../ports/quality.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';

const QualityFormat = z.enum(['text', 'markdown']);

/** The options of `conclave report quality`, checked. */
export interface QualityOptions {
  readonly wish: QualityWish;
  /** The folder of session files, absolute; null for the database of the app. */
  readonly sessions: string | null;
  readonly format: z.infer<typeof QualityFormat> | 'json';
}

const Raw = z.object({
  repo: z.string().optional(),
  since: z.string().optional(),
  sessions: z.string().optional(),
  json: z.boolean().default(false),
  format: z.string().optional(),
});
type Raw = z.infer<typeof Raw>;

/** Checks the options of the command line; a relative folder means the caller's. */
export function parseQualityOptions(
  options: unknown,
  { folder, now }: Pick<Terminal, 'folder' | 'now'>,
): QualityOptions {
  const raw = Raw.parse(options);
  refuseSwallowed(raw, 'report quality');
  const { repo, since, sessions } = raw;
  if (repo !== undefined && sessions !== undefined) {
    throw new AppError('bad-input', 'session files do not say of which repository they are', {
      where: '--repo',
      expected: '--repo with the database of the app, or --sessions with the files of one repository',
    });
  }
  return {
    wish: {
      repository: repo === undefined ? null : parseRepository(repo),
      since: since === undefined ? null : parseDay(since, new Date(now()).toISOString().slice(0, 10)),
    },
    sessions: sessions === undefined ? null : resolve(folder, sessions),
    format: parseFormat(raw),
  };
}

function parseRepository(text: string): NonNullable<QualityWish['repository']> {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(text.trim()) ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new AppError('bad-input', `${JSON.stringify(text)} is no repository on GitHub`, {
    where: '--repo',
    expected: 'owner/name, e.g. acme/quant',
  });
}

function parseDay(text: string, today: string): string {
  if (!z.iso.date().safeParse(text).success) {
    throw new AppError('bad-input', `${JSON.stringify(text)} is no day`, {
      where: '--since',
      expected: 'a real day as YYYY-MM-DD, e.g. 2026-04-01',
    });
  }
  if (text <= today) return text;
  throw new AppError('bad-input', `${text} is still to come`, {
    where: '--since',
    expected: `a day until today, ${today} (UTC)`,
  });
}

function parseFormat({ json, format }: Raw): QualityOptions['format'] {
  if (json && format !== undefined) {
    throw new AppError('bad-input', '--json and --format were both given', { expected: 'one of them' });
  }
  if (json) return 'json';
  const parsed = QualityFormat.safeParse(format ?? 'text');
  if (parsed.success) return parsed.data;
  const near = nearestWord(format ?? '', QualityFormat.options);
  throw new AppError('bad-input', `unknown word ${JSON.stringify(format)}`, {
    where: '--format',
    expected: `one of: ${QualityFormat.options.join(', ')}`,
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}
