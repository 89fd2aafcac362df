import { openAuditHost } from '../../adapters/github/audit-host.ts';
import { readGithubAddress } from '../../adapters/installation/installation.ts';
import { textOf } from '../../adapters/installation/variable.ts';
import type { Home } from '../../gates/guarded-pull.ts';
import type { StandingIssue } from '../../ports/standing-issue.ts';
import type { WaiverHistory } from '../../ports/waiver-history.ts';
import { readKillSwitch } from '../gate/kill-switch.ts';
import type { Terminal } from '../terminal.ts';
import type { AuditOptions } from './options.ts';

export { auditWaivers } from '../../flows/audit-waivers.ts';

/** What an audit is done with. */
export interface AuditPorts {
  readonly home: Home;
  readonly history: WaiverHistory;
  readonly issue: StandingIssue;
}

/** Joins the audit with its adapters. */
export function wireAudit({ repository, token }: AuditOptions, environment: Terminal['environment']): AuditPorts {
  // Actions names the pages by another variable than an installation of ours does.
  const GITHUB_URL = textOf(environment, 'GITHUB_URL') ?? environment.GITHUB_SERVER_URL;
  const { url, apiUrl } = readGithubAddress({ ...environment, GITHUB_URL });
  const { history, issue } = openAuditHost({ apiUrl, token, ...repository });
  const home = { host: new URL(url).host, ...repository };
  return { home, history: withSwitch(history, environment), issue };
}

/** The token of a workflow cannot read variables; what the workflow hands over says at least whether the switch is on. */
function withSwitch(history: WaiverHistory, environment: Terminal['environment']): WaiverHistory {
  return {
    ...history,
    readVariable: async (name) => {
      const reading = await history.readVariable(name);
      const told = readKillSwitch(environment);
      return reading.kind === 'unreadable' && told.kind === 'set' ? told : reading;
    },
  };
}
