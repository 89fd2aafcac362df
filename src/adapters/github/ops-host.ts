import type { OpsBook } from '../../ports/ops-book.ts';
import type { OpsDesk } from '../../ports/ops-desk.ts';
import { accessTo } from './access.ts';
import { type Connection, openOctokit } from './clients.ts';
import { openOpsDesk } from './ops-desk.ts';
import { openIssueBook } from './ops-issue-book.ts';
import { readOwnLogin } from './standing-issue.ts';

/** One repository, and the token with which its issues of operations are written. */
export interface OpsHostSettings extends Pick<Connection, 'apiUrl' | 'log'> {
  readonly token: string;
  readonly owner: string;
  readonly name: string;
}

/** Opens the issues of operations with a token of a person or of a workflow; what is remembered stands in the issues. */
export function openOpsHost({ apiUrl, log, token, owner, name }: OpsHostSettings): {
  readonly desk: OpsDesk;
  readonly book: OpsBook;
} {
  const connection: Connection = { apiUrl, pacing: 'brief', ...(log !== undefined && { log }) };
  const octokit = openOctokit(connection, { id: 'ops', by: 'token', auth: token });
  // No app is at work here, and the number of the repository is not needed.
  const access = accessTo({ id: 0, owner, name, installation: 0 }, octokit);
  let reading: Promise<string> | null = null;
  const login = () => {
    reading ??= readOwnLogin(access);
    return reading;
  };
  const desk = openOpsDesk({ ...access, login });
  return { desk, book: openIssueBook(desk) };
}
