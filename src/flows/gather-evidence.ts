import type { Change } from '../change/change.ts';
import { type FindingKey, findingId, keyText } from '../committee/finding-id.ts';
import type { EvidenceAccount, NamedHit } from '../evidence/account.ts';
import type { Hit } from '../evidence/hit.ts';
import { observeChange } from '../evidence/observe.ts';
import type { Surroundings } from '../evidence/surroundings.ts';
import { symbolsIn } from '../evidence/symbol.ts';
import { compareText } from '../kernel/compare-text.ts';
import type { Scanner } from '../ports/scanner.ts';
import { chooseRules, runningRules } from './evidence-rules.ts';
import type { GroundFiles } from './ground-texts.ts';
import { loadSkills } from './load-committee.ts';
import { loadRules } from './load-rules.ts';
import { readSurroundings } from './read-surroundings.ts';
import { loadConfig, type ReviewGround } from './review-ground.ts';

/** What is looked at, and by which rules. */
export interface EvidenceOrder {
  readonly change: Change;
  /** Where files around the change are read; null when no repository is known. */
  readonly around: GroundFiles | null;
  /** Ids of rules; null for all that run. */
  readonly only: readonly string[] | null;
}

/** Lets the evidence rules look at a change, instructed by the base alone; asks no model. */
export async function gatherEvidence(
  { change, around: files, only }: EvidenceOrder,
  ground: ReviewGround,
  scanner: Pick<Scanner, 'scan' | 'prove'>,
): Promise<EvidenceAccount> {
  const config = await loadConfig(ground);
  const around = { files, base: ground.base?.commit ?? null, head: change.head, config, change };
  return lookAround({ change, only, surroundings: () => readSurroundings(around) }, ground, scanner);
}

/** The same where what lies around the change is read by somebody else, and only once the rules are known to be sound. */
export async function lookAround(
  { change, only, surroundings }: LookOrder,
  ground: ReviewGround,
  scanner: Pick<Scanner, 'scan' | 'prove'>,
): Promise<EvidenceAccount> {
  const [config, skills] = [await loadConfig(ground), await loadSkills(ground)];
  const { standings, notes } = await loadRules(ground, { config, skills }, scanner);
  const chosen = chooseRules(standings, only);
  const rules = runningRules(chosen);
  const report = await scanner.scan(change, rules, await surroundings());
  const observed = observeChange({ kind: 'change', change }, rules, report);
  return {
    change: observed.subject.change,
    hits: nameHits(observed.hits, symbolsIn(observed.sources, report.symbols)),
    read: observed.read,
    unread: observed.unread,
    notes: [...notes, ...observed.notes],
    rules: chosen,
  };
}

/** What is looked at, and how what lies around it comes to be known. */
export interface LookOrder extends Pick<EvidenceOrder, 'change' | 'only'> {
  readonly surroundings: () => Promise<Surroundings>;
}

/** Gives hits their symbols, and hard ones the ids that their findings have in a verdict. */
function nameHits(hits: readonly Hit[], symbolAt: ReturnType<typeof symbolsIn>): readonly NamedHit[] {
  const seen = new Map<string, number>();
  return hits.toSorted(compareHits).map((hit) => {
    const symbol = symbolAt(hit.path, hit.line, hit.side);
    if (hit.class === 'soft') return { ...hit, symbol, finding: null };
    const key: FindingKey = { ruleOrCode: hit.rule, path: hit.path, symbol, quote: hit.quote };
    const occurrence = seen.get(keyText(key)) ?? 0;
    seen.set(keyText(key), occurrence + 1);
    return { ...hit, symbol, finding: findingId(key, occurrence) };
  });
}

function compareHits(left: Hit, right: Hit): number {
  return (
    compareText(left.path, right.path) ||
    left.line - right.line ||
    compareText(left.side, right.side) ||
    compareText(left.rule, right.rule)
  );
}
