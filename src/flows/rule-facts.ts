import { bindingDecisions } from '../adr/binding.ts';
import { holdingRecords } from '../adr/standing.ts';
import type { Change } from '../change/change.ts';
import type { ConclaveConfig } from '../config/config.ts';
import { type RecordWords, selectRecords } from '../gates/rules/record-selection.ts';
import {
  type Approval,
  type EvidenceFacts,
  type HeadCheck,
  type Known,
  notAsked,
  type RecordFacts,
  type RuleFacts,
  type TeamFacts,
} from '../gates/rules/rule-facts.ts';
import type { SettledRule } from '../gates/rules/settled-rule.ts';
import { type WantedFacts, wantedFacts, wantedRecords } from '../gates/rules/wanted-facts.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { Glob } from '../kernel/glob.ts';
import type { Repository } from '../ports/repository.ts';
import { readRecords } from './read-records.ts';

/** Where the facts of one change are looked up; nothing is asked before a rule needs it. */
export interface FactSource {
  readonly commits: {
    /** The commit at which the head left its base. */
    readonly mergeBase: string;
    /** The newest commit of the base branch, which instructs. */
    readonly tip: string;
    readonly head: string;
  };
  readonly baseBranch: string;
  readonly labels: Known<readonly string[]>;
  readonly files: Pick<Repository, 'readFiles' | 'listFiles'>;
  /** Which files are touched. */
  readonly touched: () => Promise<Change>;
  /** What the evidence rules see in the whole change. */
  readonly evidence: () => Promise<EvidenceFacts>;
  /** The decisions at the tip of the base branch, and those that bind the change. */
  readonly records: (globs: readonly Glob[], about: readonly RecordWords[]) => Promise<RecordFacts>;
  readonly approvals: () => Promise<Known<readonly Approval[]>>;
  readonly team: (team: string, logins: readonly string[]) => Promise<TeamFacts>;
  readonly checks: () => Promise<Known<readonly HeadCheck[]>>;
}

/** What the rules are judged on, and what a later look would have to watch. */
export interface GatheredFacts {
  readonly facts: RuleFacts;
  readonly wanted: WantedFacts;
}

/** Looks up what the rules of a repository need to be judged on a change; with `thorough` also what only warnings need. */
export async function gatherRuleFacts(
  rules: readonly SettledRule[],
  { config, thorough }: { readonly config: ConclaveConfig; readonly thorough: boolean },
  source: FactSource,
): Promise<GatheredFacts> {
  const { commits, baseBranch, labels, files } = source;
  const early: RuleFacts = {
    head: commits.head,
    baseBranch,
    labels,
    change: await source.touched(),
    critical: config.critical,
    before: await knownOr(() => files.listFiles(commits.mergeBase, '')),
    after: await knownOr(() => files.listFiles(commits.head, '')),
    evidence: notAsked(),
    records: notAsked(),
    approvals: notAsked(),
    teams: new Map(),
    checks: notAsked(),
  };
  const about = thorough ? namedRecords(rules) : wantedRecords(rules, early);
  const records = about.length === 0 ? notAsked() : await knownOr(() => source.records(config.knowledge.adrs, about));
  const wanted = wantedFacts(rules, { ...early, records });
  const looks = wanted.evidence || (thorough && namesEvidence(rules));
  const approvals = wanted.approvals ? await source.approvals() : notAsked();
  return {
    wanted,
    facts: {
      ...early,
      records,
      evidence: looks ? await knownOr(source.evidence) : notAsked(),
      approvals,
      teams: await teamsOf(wanted.teams, approvals, source),
      checks: wanted.checks ? await source.checks() : notAsked(),
    },
  };
}

/** Records and evidence tell which names in the rules nobody knows, also where no rule asks. */
function namedRecords(rules: readonly SettledRule[]): readonly RecordWords[] {
  return rules.flatMap(({ when, require }) =>
    [when?.adrs, require.adr?.respected].filter((words) => words !== undefined),
  );
}

function namesEvidence(rules: readonly SettledRule[]): boolean {
  return rules.some(({ when, require }) => when?.evidence !== undefined || require.evidence !== undefined);
}

/** Where decision records are read, and which of them the rules are about. */
export interface RecordOrder {
  readonly files: FactSource['files'];
  readonly commit: string;
  readonly globs: readonly Glob[];
  readonly about: readonly RecordWords[];
}

/**
 * The accepted decisions of a commit, and those that bind a change by what they name; a search offers none here. The
 * change is read only where there is a decision that the rules are about.
 */
export async function bindRecords(
  { files, commit, globs, about }: RecordOrder,
  readChange: () => Promise<Pick<Change, 'files'>>,
): Promise<RecordFacts> {
  const records = holdingRecords(await readRecords(files, commit, globs));
  if (about.every((words) => selectRecords(words, records).length === 0)) return { records, binding: [] };
  return { records, binding: bindingDecisions({ files: (await readChange()).files }, records) };
}

async function teamsOf(
  teams: readonly string[],
  approvals: Known<readonly Approval[]>,
  { team }: FactSource,
): Promise<RuleFacts['teams']> {
  const logins = approvals.kind === 'known' ? approvals.value.map(({ login }) => login) : [];
  const found = new Map<string, TeamFacts>();
  for (const name of teams) found.set(name, await team(name, logins));
  return found;
}

/**
 * A fact, or why it cannot be known. What may pass by itself is an error, so that it is tried again; a configuration that
 * cannot be read is told as such.
 */
export async function knownOr<T>(look: () => Promise<T>): Promise<Known<T>> {
  try {
    return { kind: 'known', value: await look() };
  } catch (error) {
    if (!isAppError(error) || error.code === 'broken' || error.code === 'bad-config') throw error;
    if (error.facts.passing === true) throw error;
    return { kind: 'unknown', why: error.message };
  }
}
