import { nameRepository, type RepositoryRef } from '../../change/pull-request.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import type { AppFacts, BranchRule, RequiredCheck } from '../../ports/app-examiner.ts';
import type { KnownApp } from '../../ports/installation.ts';
import type { Known } from './known.ts';
import { type Line, penOf } from './line.ts';
import { EXPECTED_CHECKS, PUBLISHED_CHECKS } from './published-checks.ts';
import { chooseRepositories } from './repositories.ts';

const pen = penOf('rulesets');

/** Looks which checks the default branches demand, and of whom. */
export async function examineRulesets({ order, usableApp, facts }: Known): Promise<readonly Line[]> {
  if (order.offline) return [pen.skipped('required checks: GitHub is not asked')];
  const known = await usableApp();
  if (known === null)
    return [pen.warning('not looked at: there is no usable app that could ask', 'Set the app up first.')];
  const [found, { chosen, left }] = await Promise.all([
    facts(known),
    chooseRepositories(order.repository, known.github),
  ]);
  const lines = await Promise.all(chosen.map((ref) => examineRepository(ref, known, found)));
  return [
    ...(chosen.length === 0 ? [pen.warning('no repository is reached by the app', 'Install it in a repository.')] : []),
    ...lines.flat(),
    ...(left === 0 ? [] : [pen.warning(`${left} more repositories were not looked at`, 'Name one with --repo.')]),
  ];
}

/** One repository that cannot be asked says nothing of the others. */
async function examineRepository(ref: RepositoryRef, { github }: KnownApp, app: AppFacts): Promise<readonly Line[]> {
  const name = nameRepository(ref);
  try {
    const branch = await github.readDefaultBranch(ref);
    return judgeRules({ name: `${name} ${branch}`, rules: await github.readRules(ref, branch) }, app);
  } catch (error) {
    const line = pen.error(error);
    return [{ ...line, found: `${name}: ${line.found}` }];
  }
}

/** The rules of a branch, with the name of the branch for people. */
export interface RuledBranch {
  readonly name: string;
  readonly rules: readonly BranchRule[];
}

/** Whether a branch demands our checks, of us, and by names that we publish. */
export function judgeRules(
  { name, rules }: RuledBranch,
  app: Pick<AppFacts, 'id' | 'slug' | 'events'>,
): readonly Line[] {
  const required = rules.flatMap(({ requiredChecks }) => requiredChecks);
  const queued = rules.some(({ type }) => type === 'merge_queue');
  return [
    ...PUBLISHED_CHECKS.filter((check) => isExpected(check, required)).map((check) =>
      judgeRequired({ name, check }, required, app),
    ),
    ...[...new Set(required.filter((each) => isUnknown(each, app.id)).map((each) => each.name))].map((unknown) =>
      judgeUnknown(name, unknown),
    ),
    ...(queued && !app.events.includes('merge_group')
      ? [
          pen.failure(
            `${name}: has a merge queue, and the app does not hear of merge groups`,
            'Subscribe the app to the event “Merge group”; without it a queued merge waits for ever.',
          ),
        ]
      : []),
  ];
}

/** The blocking rules may all be asleep, so that nobody has to require their check. */
function isExpected(check: string, required: readonly RequiredCheck[]): boolean {
  return EXPECTED_CHECKS.includes(check) || required.some(({ name }) => name === check);
}

function judgeRequired(
  { name, check }: { readonly name: string; readonly check: string },
  required: readonly RequiredCheck[],
  { id, slug }: Pick<AppFacts, 'id' | 'slug'>,
): Line {
  const named = required.filter((each) => each.name === check);
  const other = named.find(({ app }) => app !== null && app !== id);
  const place = 'in the ruleset of the branch, under “Require status checks to pass”';
  if (other !== undefined) {
    const advice = `Choose ${slug} as the source of ${check} ${place}; of another app it never comes.`;
    return pen.failure(`${name}: ${check} is required of app ${other.app}, not of ours (${id})`, advice);
  }
  if (named.length === 0) {
    const advice = `Add ${check} with the source ${slug} ${place}. (What a classic protection rule demands cannot be seen from here.)`;
    return pen.warning(`${name}: ${check} is not required, so a pull request can be merged against it`, advice);
  }
  if (named.some(({ app }) => app === id)) return pen.ok(`${name}: ${check} is required of ${slug}`);
  const advice = `Choose ${slug} as its source ${place}, so that nobody else can pass it.`;
  return pen.warning(`${name}: ${check} is required of any source`, advice);
}

/** A name that nobody publishes: one of ours with an error in it, or demanded of us. */
function isUnknown({ name, app }: RequiredCheck, own: number): boolean {
  if (PUBLISHED_CHECKS.includes(name)) return false;
  const looksOurs = /^conclave\b/i.test(name.trim()) || nearestWord(name, PUBLISHED_CHECKS) !== null;
  return app === own || (app === null && looksOurs);
}

function judgeUnknown(name: string, unknown: string): Line {
  const near = nearestWord(unknown, PUBLISHED_CHECKS);
  const meant = near === null ? 'Remove it from the ruleset' : `Did you mean ${near}? Correct it in the ruleset`;
  const found = `${name}: “${unknown}” is required, a name that this version does not publish`;
  return pen.failure(
    found,
    `${meant}; no pull request can be merged while it waits. Published: ${PUBLISHED_CHECKS.join(', ')}.`,
  );
}
