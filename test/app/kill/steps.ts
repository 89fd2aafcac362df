/** The calls for an opinion: each skill on both models. */
export const SEATS: readonly string[] = ['ml-engineer', 'data-scientist', 'crypto-trader', 'architect', 'ops'].flatMap(
  (skill) => [`ask ${skill}/first mistral:mistral-large-latest`, `ask ${skill}/second google:gemini-2.5-pro`],
);

/** The steps from the delivery of a pull request until its review is due. */
const STEPS_OF_LOOK: readonly string[] = [
  'note the delivery',
  'look at #N soon',
  'conclude the delivery',
  'name the look',
  'begin the guard',
  'ask the gates',
  'begin the look',
  'read the pull request',
  'find the base',
  'read what instructs',
  'count the attempt',
  'begin the review',
  'look up the author',
];

/** The steps of the review itself. */
const STEPS_OF_REVIEW: readonly string[] = [
  'show reading of KEY',
  'start the review',
  'prepare the session',
  'claim the budget',
  'take the time',
  'open the archive',
  ...SEATS,
  'ask cross-examination/second 1 google:gemini-2.5-pro',
  'ask chair google:gemini-2.5-flash',
  'take the end',
];

/** The steps that make its verdict known, and those that come after. */
const STEPS_OF_VERDICT: readonly string[] = [
  'keep the session',
  'read the decisions',
  'choose the comment',
  'publish the comment',
  'conclude the check',
  'note the verdict',
  'show the findings on their lines',
  'see whether it was labelled meanwhile',
  'begin the rules',
  'judge the rules',
];

/** Every step from the delivery of a pull request to the verdict, in no order that a run must keep. */
export const STEPS: readonly string[] = [...STEPS_OF_LOOK, ...STEPS_OF_REVIEW, ...STEPS_OF_VERDICT];

/** The last steps of what a delivery leads to. */
export const STEPS_AT_THE_END: readonly string[] = [
  'see whether it was labelled meanwhile',
  'ask the gates',
  'judge the rules',
];

/** Seats are asked alike and at the same time: the two of a small committee stand for all. */
export const FEW: readonly string[] = SEATS.slice(4, 6);

/** Steps that are taken beside the others: when they come, nobody can say what else is done. */
const BESIDE: readonly string[] = ['ask the gates', 'begin the rules', 'judge the rules'];

/**
 * The steps at which one app after the other dies over the same pull request, each later than the one before; every step
 * of the table stands in one of these rows.
 */
export const DEATHS: readonly (readonly string[])[] = [...rowsOfDeaths(), ...BESIDE.map((step) => [step])];

/** The step at which an app dies that asks a whole committee. */
export const DEATHS_OF_ALL: readonly (readonly string[])[] = [SEATS.slice(-1)];

function rowsOfDeaths(): readonly (readonly string[])[] {
  const sequence = (steps: readonly string[]) =>
    steps.filter((step) => !BESIDE.includes(step) && (!SEATS.includes(step) || FEW.includes(step)));
  const phases = [STEPS_OF_LOOK, STEPS_OF_REVIEW, STEPS_OF_VERDICT].map(sequence);
  const most = Math.max(...phases.map(({ length }) => length));
  return Array.from({ length: most }, (_, row) => phases.flatMap((steps) => steps[row] ?? []));
}

/** The step of a moment, without what differs from one pull request to the next. */
export function stepOf(moment: string): string {
  return moment
    .replace(/: (?:begins|done|on record)$/, '')
    .replace(/#\d+/, '#N')
    .replace(/ of [0-9a-f]{8}$/, ' of KEY');
}
