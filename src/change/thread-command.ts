import { firstOwnLine } from '../kernel/markdown/own-line.ts';
import { type ParsedCommand, parseCommand } from './command.ts';
import { redactSecrets } from './secrets.ts';

/** A command in a reply under a finding, where that finding need not be named. */
export type ThreadCommand = Exclude<ParsedCommand, { readonly kind: 'ignored' }>;

const UNNAMED = /^( {0,3}\/conclave[ \t]+(?:dismiss|waive|explain))(?![^ \t])(?![ \t]+(?:F-|G[1-5]\b|rule:))(.*)$/s;

/**
 * Reads the command of a new reply of a person, as a comment's is read and without credentials; where it names no
 * finding the one of the thread is meant. Null when there is none.
 */
export function parseThreadCommand(body: string, finding: string): ThreadCommand | null {
  if (!body.includes('/conclave')) return null;
  const line = redactSecrets('comment', firstOwnLine(body) ?? '').text;
  const [, verb, rest = ''] = UNNAMED.exec(line) ?? [];
  const meant = verb === undefined ? line : `${verb} ${finding}${rest}`;
  const parsed = parseCommand({ body: meant, edited: false, senderKind: 'person' });
  return parsed.kind === 'ignored' ? null : parsed;
}
