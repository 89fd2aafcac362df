import { z } from 'zod';
import { renderComment } from '../committee/comment/comment.ts';
import { renderReport } from '../committee/report/report.ts';
import type { Session } from '../committee/session.ts';
import { AppError } from '../kernel/app-error.ts';
import { nearestWord } from '../kernel/nearest.ts';
import type { TerminalStream } from './terminal.ts';
import { renderText } from './verdict-text.ts';

/** How a verdict is written: for a terminal, as the full report, or as the comment of a pull request. */
export const Format = z.enum(['text', 'markdown', 'comment']);
export type Format = z.infer<typeof Format>;

/** Reads the option `--format`; text when it was not given. */
export function parseFormat(text: string | undefined): Format {
  const parsed = Format.safeParse(text ?? 'text');
  if (parsed.success) return parsed.data;
  const near = nearestWord(text ?? '', Format.options);
  throw new AppError('bad-input', `unknown format "${text}"`, {
    where: '--format',
    expected: `one of: ${Format.options.join(', ')}`,
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}

/** Draws a session in one of its renderings. */
export function renderSession(
  session: Session,
  format: Format,
  stream: Pick<TerminalStream, 'columns' | 'colours'>,
): string {
  switch (format) {
    case 'text':
      return renderText(session, { columns: stream.columns, colours: stream.colours });
    case 'markdown':
      return renderReport(session);
    case 'comment':
      return renderComment(session);
    default:
      return format satisfies never;
  }
}
