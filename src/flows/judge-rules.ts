import type { Change } from '../change/change.ts';
import type { PullRequest } from '../change/pull-request.ts';
import type { Surroundings } from '../evidence/surroundings.ts';
import { reportMisruled, reportMoved, reportRules } from '../gates/rules/conclude-rules.ts';
import { findIdle } from '../gates/rules/idle-rules.ts';
import { judgeRules } from '../gates/rules/judge-rules.ts';
import type { EvidenceFacts, RecordFacts, RuleFacts } from '../gates/rules/rule-facts.ts';
import type { RulesReport, RuleWaiver } from '../gates/rules/rule-report.ts';
import { parseRuleCatalog, settleRules } from '../gates/rules/settled-rule.ts';
import { waiveRules } from '../gates/rules/waive-rules.ts';
import { isAppError } from '../kernel/app-error.ts';
import { complaintOf } from '../kernel/complaint.ts';
import type { MergeGroup } from '../ports/guard-host.ts';
import type { ProgramFiles } from '../ports/program-files.ts';
import type { RulesHost } from '../ports/rules-host.ts';
import type { RuleWaivers } from '../ports/waivers.ts';
import { type GroundTexts, readGround } from './ground-texts.ts';
import { readSurroundings } from './read-surroundings.ts';
import { loadConfig } from './review-ground.ts';
import { bindRecords, type FactSource, gatherRuleFacts, knownOr } from './rule-facts.ts';

/** Lets the evidence rules look at a change where that holds up nothing else. */
export type Look = (change: Change, ground: GroundTexts, around: Surroundings) => Promise<EvidenceFacts>;

/** Gives what was made under a key before, or makes it; what cannot change need not be read twice. */
export type Remember<T> = (key: string, make: () => Promise<T>) => Promise<T>;

/** What judging the rules asks of the outside world. */
export interface RulesPorts {
  readonly host: RulesHost;
  readonly program: Pick<ProgramFiles, 'blockingRules'>;
  readonly look: Look;
  /** What hangs on commits alone. */
  readonly remembered: { readonly evidence: Remember<EvidenceFacts>; readonly records: Remember<RecordFacts> };
  /** The record of waivers by command; null where there is none, as in a terminal or in Actions. */
  readonly ruleWaivers: Pick<RuleWaivers, 'of'> | null;
}

/** What became of judging the rules of a pull request. */
export type Ruled =
  | {
      readonly kind: 'judged';
      readonly pull: PullRequest;
      readonly head: string;
      readonly report: RulesReport;
      /** The checks on which the answer hangs; null when it hangs on none. */
      readonly checks: RuleFacts['checks'] | null;
    }
  /** There is no such pull request, perhaps not any more. */
  | { readonly kind: 'gone' };

/** Judges the blocking rules on a pull request as it is now. */
export async function judgePullRules(number: number, ports: RulesPorts, thorough = false): Promise<Ruled> {
  const pull = await ports.host.readPull(number);
  if (pull === null) return { kind: 'gone' };
  const { tip, mergeBase } = await ports.host.findBase(pull.base.branch, pull.head.sha);
  const judged = { pull, commits: { tip, mergeBase, head: pull.head.sha } };
  return { kind: 'judged', pull, head: pull.head.sha, ...(await judgeSource(judged, ports, thorough)) };
}

/**
 * Judges them on a commit that a merge queue tests: what is changed on the tree that would be merged, reviews and checks
 * on the head that was queued. Nobody looks at such a commit again, so that what still waits there is no pass.
 */
export async function judgeGroupRules(group: MergeGroup, ports: RulesPorts): Promise<Ruled> {
  const queued = await ports.host.readQueued(group);
  if (queued === null) return { kind: 'gone' };
  const { pull, headIsQueued } = queued;
  const moved = { kind: 'judged', pull, head: group.headSha, checks: null } as const;
  if (!headIsQueued) return { ...moved, report: reportMoved() };
  const { tip } = await ports.host.findBase(pull.base.branch, group.headSha);
  const judged = { pull, commits: { tip, mergeBase: group.baseSha, head: group.headSha } };
  const { report } = await judgeSource(judged, ports, false);
  const conclusion = report.conclusion === 'pending' ? 'action_required' : report.conclusion;
  return { ...moved, report: { ...report, conclusion } };
}

interface JudgedPull {
  readonly pull: PullRequest;
  readonly commits: FactSource['commits'];
}

async function judgeSource({ pull, commits }: JudgedPull, ports: RulesPorts, thorough: boolean) {
  const waivers = (await ports.ruleWaivers?.of(pull.ref)) ?? [];
  const source = sourceOfPull({ pull, commits }, ports);
  return judgeFacts(source, { waivers, head: pull.head.sha, thorough }, ports.program);
}

/** What a judgement takes into account beside the facts. */
export interface JudgedWith {
  readonly waivers: readonly RuleWaiver[];
  /** The head that waivers are bound to. */
  readonly head: string;
  readonly thorough: boolean;
}

/** Judges the rules of the configuration at the base on what a source tells; a broken configuration is the answer. */
export async function judgeFacts(
  source: FactSource,
  { waivers, head, thorough }: JudgedWith,
  program: RulesPorts['program'],
): Promise<Pick<Extract<Ruled, { kind: 'judged' }>, 'report' | 'checks'>> {
  try {
    const config = await loadConfig({ base: { repository: source.files, commit: source.commits.tip } });
    const catalog = await program.blockingRules();
    const settled = settleRules(config, parseRuleCatalog(catalog.text, catalog.path));
    const { facts, wanted } = await gatherRuleFacts(settled.rules, { config, thorough }, source);
    const waived = waiveRules(judgeRules(settled.rules, facts), waivers, head);
    const notes = [...settled.notes, ...findIdle(settled.rules, facts), ...waived.notes];
    return { report: reportRules({ ...waived, notes }), checks: wanted.checks ? facts.checks : null };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'bad-config') throw error;
    return { report: reportMisruled(complaintOf(error)), checks: null };
  }
}

function sourceOfPull({ pull, commits }: JudgedPull, ports: RulesPorts): FactSource {
  const { host } = ports;
  const { number, repository } = pull.ref;
  const { tip, mergeBase, head } = commits;
  const ends = { base: mergeBase, head, number: head === pull.head.sha ? number : null };
  const reviewed = { number, head: pull.head.sha, author: pull.author.login };
  const key = [repository.id, tip, mergeBase, head].join(' ');
  const whole = once(() => host.readTouched(ends, () => true));
  return {
    commits,
    baseBranch: pull.base.branch,
    labels: { kind: 'known', value: pull.labels },
    files: host.files,
    touched: () => host.readTouched(ends, () => false),
    evidence: () => ports.remembered.evidence(key, async () => lookAt(await whole(), { tip, head }, ports)),
    records: (globs, about) =>
      ports.remembered.records(JSON.stringify([key, globs, about]), () =>
        bindRecords({ files: host.files, commit: tip, globs, about }, whole),
      ),
    approvals: () => knownOr(() => host.listApprovals(reviewed)),
    team: (team, logins) => host.readTeam(team, logins),
    checks: () => knownOr(() => host.listChecks(pull.head.sha)),
  };
}

async function lookAt(
  change: Change,
  { tip, head }: Pick<FactSource['commits'], 'tip' | 'head'>,
  { host: { files }, look }: RulesPorts,
): Promise<EvidenceFacts> {
  const ground = await readGround(files, tip);
  const config = await loadConfig({ base: { repository: files, commit: tip } });
  return look(change, ground, await readSurroundings({ files, base: tip, head, config, change }));
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
