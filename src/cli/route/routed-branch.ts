import type { Change } from '../../change/change.ts';
import { CONFIG_PATH, type ConclaveConfig } from '../../config/config.ts';
import { gatherEvidence } from '../../flows/gather-evidence.ts';
import { readRouteFacts } from '../../flows/read-route-facts.ts';
import { readBaseText } from '../../flows/review-ground.ts';
import type { LocalRepository } from '../../ports/repository.ts';
import { decideRoute } from '../../routing/decide-route.ts';
import type { RouteFacts } from '../../routing/route-facts.ts';
import { readBound } from '../adr/bound-reading.ts';
import { listPaths } from '../path-list.ts';
import type { Terminal } from '../terminal.ts';
import { openProgram } from '../wire.ts';
import { baseConfig, type ConfigSource, describeRows, expertsWith, readMatrix } from './matrix-source.ts';
import type { RouteSource, ToldFacts } from './options.ts';
import type { Routed } from './routed.ts';
import { findRuleNames } from './rule-names.ts';
import { openRepository, openScanner } from './wire.ts';

const SKILLS_FOLDER = '.github/conclave/skills';

/** What is routed of a repository on this machine. */
export interface BranchOrder {
  readonly source: Extract<RouteSource, { readonly kind: 'branch' }>;
  readonly told: ToldFacts;
  /** Null for the configuration of the base. */
  readonly given: ConfigSource | null;
}

/** Routes a branch of a repository on this machine; what rows ask for and can be found out here is found out. */
export async function routeBranch({ source, told, given }: BranchOrder, terminal: Terminal): Promise<Routed> {
  const { base, head, repo } = source;
  const repository = await openRepository(repo, terminal.environment);
  const { change, baseTip, uncommitted } = await repository.readRange({ base, head });
  const tip = baseTip ?? change.base ?? '';
  const ground = { repository, commit: tip };
  const configured = given ?? baseConfig(await readBaseText({ base: ground }, CONFIG_PATH));
  const program = openProgram();
  const experts = expertsWith(await listSkills(repository, tip));
  const findRules = (config: ConclaveConfig) => findRuleNames(config, { program, base: ground });
  const readable = await readMatrix(configured, { experts, findRules }, program);
  const { routing } = readable;
  const known = await tellFacts(change, told, { repository, base });
  const decide = (facts: RouteFacts) => decideRoute(facts, routing.matrix, routing.known);
  const wanted = new Set(decide(known).undecided.flatMap(({ unknown }) => unknown));
  const facts = {
    ...known,
    ...(wanted.has('adrs') && { adrs: await findRecords(source, terminal) }),
    ...(wanted.has('evidence') && { evidence: await findEvidence(change, ground) }),
  };
  return {
    subject: repository.name,
    head: change.head,
    rowsFrom: describeRows(readable, given === null ? `${CONFIG_PATH} at ${base}` : given.fileName),
    facts,
    route: decide(facts),
    routing,
    budgetUsd: readable.config.committee.budget_usd,
    notes: uncommitted.length === 0 ? [] : [`not committed, so not routed: ${listPaths(uncommitted)}`],
  };
}

async function listSkills(repository: LocalRepository, commit: string): Promise<readonly string[]> {
  const paths = await repository.listFiles(commit, SKILLS_FOLDER);
  return paths.flatMap((path) => (path.endsWith('/SKILL.md') ? [path.split('/').at(-2) ?? ''] : []));
}

async function tellFacts(
  change: Change,
  { labels, title, author, baseBranch }: ToldFacts,
  { repository, base }: { readonly repository: LocalRepository; readonly base: string },
): Promise<RouteFacts> {
  const asked = { sessionType: null, experts: null };
  const facts = readRouteFacts({ change, pull: null, hits: null, records: null, history: null, asked });
  return { ...facts, labels, title, author, baseBranch: baseBranch ?? (await repository.findBranch(base)) };
}

async function findRecords(
  { repo, base, head }: BranchOrder['source'],
  terminal: Terminal,
): Promise<readonly string[]> {
  const { decisions } = await readBound({ repo, base, head, json: true }, terminal.environment);
  return decisions.map(({ record }) => (record.number === null ? `doc:${record.path}` : `adr:${record.number}`));
}

type Ground = { readonly repository: LocalRepository; readonly commit: string };

async function findEvidence(change: Change, base: Ground): Promise<NonNullable<RouteFacts['evidence']>> {
  const scanner = openScanner();
  try {
    const order = { change, around: base.repository, only: null };
    const { hits } = await gatherEvidence(order, { program: openProgram(), base }, scanner);
    return hits.map(({ rule, class: weight, severity }) => ({ rule, class: weight, severity }));
  } finally {
    await scanner.close();
  }
}
