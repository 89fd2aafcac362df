import type { RulesHost } from '../../ports/rules-host.ts';
import type { Access } from './access.ts';
import { openGuardHost } from './guard-host.ts';
import { listHeadChecks } from './head-checks.ts';
import { listApprovals } from './reviews.ts';
import { readTeam } from './teams.ts';
import { openTrees, type TreeReader } from './tree.ts';

/** One repository on GitHub, as far as the gates and the blocking rules ask about it; nothing is written. */
export function openRulesHost(access: Access, trees: TreeReader = openTrees(access)): RulesHost {
  return {
    ...openGuardHost(access, trees),
    listApprovals: (asked) => listApprovals(access, asked),
    readTeam: (team, logins) => readTeam(access, team, logins),
    listChecks: (commit) => listHeadChecks(access, commit),
  };
}
