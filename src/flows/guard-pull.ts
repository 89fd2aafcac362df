import type { PullRequest } from '../change/pull-request.ts';
import type { ConclaveConfig } from '../config/config.ts';
import { botBypass, KILL_SWITCH, killSwitchBypass } from '../gates/bypass.ts';
import { reportBypassed, reportGates, reportMisconfigured } from '../gates/conclude-gates.ts';
import type { Reason } from '../gates/gate.ts';
import type { Bypass, GuardReport } from '../gates/report.ts';
import type { GuardHost, MergeGroup } from '../ports/guard-host.ts';
import { readGateConfig } from './gate-config.ts';
import { type GuardedSubject, type GuardPorts, judgeSubject } from './judge-subject.ts';
import { weighWaivers } from './weigh-waivers.ts';

/** What became of guarding a pull request. */
export type Guarded =
  | { readonly kind: 'judged'; readonly pull: PullRequest; readonly head: string; readonly report: GuardReport }
  /** There is no such pull request, perhaps not any more. */
  | { readonly kind: 'gone' };

/** Asks the five gates about a pull request as it is now. */
export async function guardPull(number: number, ports: GuardPorts): Promise<Guarded> {
  const pull = await ports.host.readPull(number);
  if (pull === null) return { kind: 'gone' };
  const head = pull.head.sha;
  const { tip, mergeBase } = await ports.host.findBase(pull.base.branch, head);
  const report = await guardSubject({ pull, base: mergeBase, head, tellsWords: true }, tip, ports);
  return { kind: 'judged', pull, head, report };
}

/**
 * Asks the five gates about a commit that a merge queue tests: those of title and body only where the queued head is
 * still the head, those of content on the tree that would be merged.
 */
export async function guardGroup(group: MergeGroup, ports: GuardPorts): Promise<Guarded> {
  const queued = await ports.host.readQueued(group);
  if (queued === null) return { kind: 'gone' };
  const { pull, headIsQueued } = queued;
  const { tip } = await ports.host.findBase(pull.base.branch, group.headSha);
  const subject = { pull, base: group.baseSha, head: group.headSha, tellsWords: headIsQueued };
  return { kind: 'judged', pull, head: group.headSha, report: await guardSubject(subject, tip, ports) };
}

/** What instructs is read at the tip of the base branch; a switch that is on stands above a broken configuration. */
async function guardSubject(subject: GuardedSubject, tip: string, ports: GuardPorts): Promise<GuardReport> {
  const { bypass, notes } = await readKillSwitch(ports.host);
  if (bypass !== null) return reportBypassed(bypass, notes);
  const configured = await readGateConfig(tip, ports.host.files, ports.given ?? null);
  if (configured.kind === 'broken') return reportMisconfigured(configured.complaint, notes);
  const { config } = configured;
  const bot = await findBot(subject.pull, config, ports.host);
  if (bot !== null) return reportBypassed(bot, notes);
  const judged = await judgeSubject(subject, { tip, config }, ports);
  const weighed = await weighWaivers({ subject, judged, config, tip }, ports);
  return reportGates(weighed.judged, { ...weighed, notes: [...notes, ...weighed.notes] });
}

/** A variable that cannot be read leaves the gates on. */
async function readKillSwitch(host: GuardHost): Promise<{ bypass: Bypass | null; notes: readonly Reason[] }> {
  return killSwitchBypass(await host.readVariable(KILL_SWITCH));
}

async function findBot(pull: PullRequest, config: ConclaveConfig, host: GuardHost): Promise<Bypass | null> {
  if (botBypass(pull.author, 'not-asked', config) === null) return null;
  return botBypass(pull.author, await host.listCommitAccounts(pull.ref.number), config);
}
