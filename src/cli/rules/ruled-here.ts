import { judgeBranchRules } from '../../flows/judge-branch-rules.ts';
import { judgeGroupRules, judgePullRules } from '../../flows/judge-rules.ts';
import type { RulesReport } from '../../gates/rules/rule-report.ts';
import { findTarget } from '../gate/guarded-here.ts';
import { gone } from '../gate/hosted/hosted.ts';
import { listPaths } from '../path-list.ts';
import type { Terminal } from '../terminal.ts';
import type { RulesOptions } from './options.ts';
import { type OpenEye, openEye, wireHostedRules, wireLocalRules } from './wire.ts';

/** What the rules say, and of what. */
export interface RuledHere {
  readonly report: RulesReport;
  /** `acme/quant#41`, or the name of the local repository. */
  readonly subject: string;
  readonly head: string;
  /** What a person should know of how it was read. */
  readonly remarks: readonly string[];
}

/** Judges the rules on what the options name. */
export async function ruleHere({ source, repo }: RulesOptions, terminal: Terminal): Promise<RuledHere> {
  await using eye = openEye();
  if (source.kind === 'branch') {
    const ports = await wireLocalRules(repo, eye, terminal.environment);
    const { report, head, uncommitted } = await judgeBranchRules(source.range, ports);
    const left = uncommitted.length === 0 ? [] : [`not committed, so not judged: ${listPaths(uncommitted)}`];
    return { report, subject: ports.repository.name, head, remarks: left };
  }
  return await ruleHosted(source, eye, terminal);
}

const NO_WAIVERS = 'waivers by command are on record with the app and are not looked at here';

async function ruleHosted(
  source: Exclude<RulesOptions['source'], { readonly kind: 'branch' }>,
  eye: OpenEye,
  terminal: Terminal,
): Promise<RuledHere> {
  const { target, hostUrl } = await findTarget(source, terminal);
  const { owner, name } = target;
  const ports = wireHostedRules({ owner, name, hostUrl }, eye, terminal.environment);
  const ruled =
    target.kind === 'group'
      ? await judgeGroupRules(target.group, ports)
      : await judgePullRules(target.number, ports, true);
  if (ruled.kind === 'gone') throw gone(target);
  const { report, pull, head } = ruled;
  return { report, subject: `${owner}/${name}#${pull.ref.number}`, head, remarks: [NO_WAIVERS] };
}
