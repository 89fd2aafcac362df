import type { StandingIssue } from '../../ports/standing-issue.ts';
import type { WaiverHistory } from '../../ports/waiver-history.ts';
import { accessTo } from './access.ts';
import { type Connection, openOctokit } from './clients.ts';
import { openStandingIssue } from './standing-issue.ts';
import { openWaiverHistory } from './waiver-history.ts';

/** One repository, and the token with which its history is read and its issue is kept. */
export interface AuditHostSettings extends Pick<Connection, 'apiUrl' | 'log'> {
  readonly token: string;
  readonly owner: string;
  readonly name: string;
}

/** Opens a repository for an audit, with a token of a person or of a workflow; nothing is asked yet. */
export function openAuditHost({ apiUrl, log, token, owner, name }: AuditHostSettings): {
  readonly history: WaiverHistory;
  readonly issue: StandingIssue;
} {
  const connection: Connection = { apiUrl, pacing: 'brief', ...(log !== undefined && { log }) };
  const octokit = openOctokit(connection, { id: 'audit', by: 'token', auth: token });
  // No app is at work here, and the number of the repository is not needed.
  const access = accessTo({ id: 0, owner, name, installation: 0 }, octokit);
  return { history: openWaiverHistory(access), issue: openStandingIssue(access) };
}
