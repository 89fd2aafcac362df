import { CONFIG_PATH, type ConclaveConfig, parseConfig } from '../config/config.ts';
import { type AuditOrder, assembleAudit, type Case } from '../gates/audit/assemble-audit.ts';
import { type Draft, draftEntry } from '../gates/audit/draft-entry.ts';
import { justify } from '../gates/audit/justification.ts';
import { nameReference, type Reference } from '../gates/audit/reference.ts';
import type { FollowUp, WaiverAudit } from '../gates/audit/waiver-audit.ts';
import { KILL_SWITCH } from '../gates/bypass.ts';
import type { Home } from '../gates/guarded-pull.ts';
import type { WaiverHistory } from '../ports/waiver-history.ts';

/**
 * Audits how merged pull requests of some days went past the gates: by label, by command, by an allowed line, or while
 * the kill switch was on. What is needed of each is read from the configuration of the branch that it was merged into.
 */
export async function auditWaivers(home: Home, order: AuditOrder, history: WaiverHistory): Promise<WaiverAudit> {
  const pulls = await history.listMerged(order.days, order.job);
  const variable = await history.readVariable(KILL_SWITCH);
  const configs = await readConfigs(new Set(pulls.map(({ base }) => base)), history);
  const drafts = pulls.map((pull) => {
    const config = configs.get(pull.base) ?? USUAL;
    return { draft: draftEntry(pull, order.label ?? config.waiver.label, variable), config };
  });
  const cases = await settleCases(drafts, home, history);
  const versions = order.per === 'version' ? await history.listVersions(order.days) : [];
  const labels = order.label === null ? [...configs.values()].map(({ waiver }) => waiver.label) : [order.label];
  return assembleAudit({
    repository: `${home.owner}/${home.name}`,
    order,
    labels: [...new Set(labels.length === 0 ? [USUAL.waiver.label] : labels)],
    ground: { variable, versions },
    cases,
  });
}

const USUAL = parseConfig(null);

async function readConfigs(
  branches: ReadonlySet<string>,
  history: WaiverHistory,
): Promise<ReadonlyMap<string, ConclaveConfig>> {
  const configs = new Map<string, ConclaveConfig>();
  for (const branch of branches) configs.set(branch, parseConfig(await history.readText(branch, CONFIG_PATH)));
  return configs;
}

interface Drafted {
  readonly draft: Draft;
  readonly config: ConclaveConfig;
}

/** Looks up what was said by command and what became of every follow-up, each once. */
async function settleCases(drafted: readonly Drafted[], home: Home, history: WaiverHistory): Promise<readonly Case[]> {
  const states = new Map<string, FollowUp>();
  const cases: Case[] = [];
  for (const { draft, config } of drafted) {
    const comments = await readComments(draft, history);
    const { waiver, story } = config;
    const justification = justify(draft, { home, storyPattern: story.pattern, waiver, comments });
    const followUps: FollowUp[] = [];
    for (const reference of draft.counts ? justification.followUps : []) {
      const name = nameReference(reference, home);
      const known = states.get(name) ?? (await lookUp(name, reference, history));
      states.set(name, known);
      followUps.push(known);
    }
    cases.push({ draft, justification, followUps });
  }
  return cases;
}

async function readComments({ commands }: Draft, history: WaiverHistory): Promise<ReadonlyMap<string, string | null>> {
  const comments = new Map<string, string | null>();
  for (const { cause } of commands) if (cause !== null) comments.set(cause, await history.readComment(cause));
  return comments;
}

async function lookUp(name: string, reference: Reference, history: WaiverHistory): Promise<FollowUp> {
  if (reference.kind !== 'issue') return { name, reference, state: 'elsewhere', url: null };
  return { name, reference, ...(await history.readIssue(reference)) };
}
