import { formatUsd, microUsdOf } from '../../kernel/micro-usd.ts';
import { isDefault, type Routed, seatedIn } from './routed.ts';

/** The decision in one line: `light pr_review by crypto-trader, ops`. */
export function headlineOf(routed: Routed): string {
  const { route } = routed;
  if (route.depth === 'skip') return 'no session; the check says which row decided';
  const by = route.experts === null ? `all ${seatedIn(routed).length} experts` : seatedIn(routed).join(', ');
  return `${route.depth} ${route.session_type} by ${by}`;
}

/** What it takes: seats, models and money that rows set. */
export function termsOf(routed: Routed): string {
  const { route, budgetUsd } = routed;
  if (route.depth === 'skip') return 'nothing is asked of a model';
  const seats = `${2 * seatedIn(routed).length} seats${route.depth === 'full' ? ' and the chair' : ', no chair'}`;
  const models = Object.entries(route.models).map(([slot, model]) => `${slot} model ${model}`);
  const budget =
    route.budget_usd === null ? 'the configured budget' : `at most ${usdOf(Math.min(route.budget_usd, budgetUsd))}`;
  return [seats, ...models, budget].join(', ');
}

function usdOf(usd: number): string {
  return formatUsd(microUsdOf(usd));
}

/** What is requested beside the session, a line for each kind. */
export function requestsOf({ route }: Routed): readonly string[] {
  const kinds = [
    { of: 'review requested of', words: route.reviewers },
    { of: 'review requested of the team', words: route.teams },
    { of: 'label put on:', words: route.labels },
  ];
  return kinds.flatMap(({ of, words }) => (words.length === 0 ? [] : [`${of} ${words.join(', ')}`]));
}

/** What was touched. */
export function sizeOf({ facts }: Routed): string {
  const lines = facts.files.reduce((sum, file) => sum + file.lines, 0);
  return `${many(facts.files.length, 'file')}, ${many(lines, 'changed line')}`;
}

/** What holds where no row speaks of the session, and whether it holds here. */
export function defaultOf(routed: Routed): string {
  const words = 'Where no row speaks of the session, it is a full pr_review by all experts.';
  return `${words} ${isDefault(routed) ? 'That holds here.' : 'Here a row does.'}`;
}

/** Why a row did not decide, and what would let it. */
export function undecidedOf({ unknown }: { readonly unknown: readonly string[] }): string {
  const ways = unknown.map((fact) => `${fact} (${WAYS[fact] ?? 'not known here'})`);
  return `not decided, since nobody knows ${ways.join(' and ')}`;
}

const WAYS: Readonly<Record<string, string>> = {
  labels: 'name them with --label',
  title: 'give it with --title',
  author: 'give it with --author',
  base: 'name it with --branch',
  adrs: 'looked up by conclave route --base in a checkout, and by a review',
  evidence: 'looked up by conclave route --base in a checkout, and by a review',
  history: 'only the app keeps it',
};

/** `1 file`, `2 files`. */
function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
