import type { LedgerEntry } from '../../src/committee/ledger/entry.ts';
import type { LivedRound } from './lived-round.ts';

/** What no review of a pull request may do, whatever happened before it; one line for each time that it did. */
export function faultsOf(rounds: readonly LivedRound[]): readonly string[] {
  return rounds.flatMap((round, index) => {
    const earlier = rounds.slice(0, index);
    const faults = [
      ...badComments(round, earlier.at(-1)),
      ...badBaseline(round, earlier.at(-1)),
      ...badCoverage(round),
      ...badIds(round, earlier),
      ...toldAgain(round),
    ];
    return faults.map((fault) => `review ${round.number}: ${fault}`);
  });
}

/** The same question reaches a provider once, unless nobody answered it. */
export function paidTwice(rounds: readonly LivedRound[]): readonly string[] {
  const seen = new Set<string>();
  return rounds.flatMap(({ asked, number }) =>
    asked.flatMap(({ model, sha256, kind, answered }) => {
      const key = `${model} ${sha256}`;
      const isAgain = seen.has(key);
      if (answered) seen.add(key);
      return isAgain ? [`review ${number}: ${model} was asked the same ${kind} again`] : [];
    }),
  );
}

const WEIGHT = ['ACCEPTED', 'ACCEPTED_WITH_CHANGES', 'INCONCLUSIVE', 'REJECTED'];

function badComments(
  { comments, status, comment, toldBefore }: LivedRound,
  before: LivedRound | undefined,
): readonly string[] {
  const added = comments.all - (before?.comments.all ?? 0);
  const isWorse = toldBefore === null || WEIGHT.indexOf(status) > WEIGHT.indexOf(toldBefore);
  const expected = isWorse ? 1 : 0;
  return [
    ...(comments.live === 1 ? [] : [`${comments.live} verdict comments stand`]),
    ...(added <= expected ? [] : [`${added} new comments although the verdict went from ${toldBefore} to ${status}`]),
    ...(comment.includes(status) ? [] : [`the comment does not say ${status}`]),
  ];
}

/** A complete review is the baseline from then on, any other leaves it as it was. */
function badBaseline(
  { baseline, round, head, session }: LivedRound,
  before: LivedRound | undefined,
): readonly string[] {
  const was = before?.baseline?.session ?? null;
  const now = baseline?.session ?? null;
  if (round.complete && (now !== session.id || baseline?.head !== head)) return ['it is complete and no baseline'];
  return !round.complete && now !== was ? [`it is not complete, and the baseline went from ${was} to ${now}`] : [];
}

/** Every file of the pull request stands there once; what was not read is named in the comment. */
function badCoverage({ session, changedPaths, comment }: LivedRound): readonly string[] {
  const { files } = session.coverage;
  const paths = files.map(({ path }) => path);
  const twice = paths.filter((path, index) => paths.indexOf(path) !== index);
  const missing = changedPaths.filter((path) => !paths.includes(path));
  const foreign = paths.filter((path) => !changedPaths.includes(path));
  const unread = files.filter(({ reading }) => reading === 'unread' || reading === 'listed');
  const unnamed = unread.filter(({ path }) => !comment.includes(path));
  return [
    ...twice.map((path) => `${path} stands twice in the coverage`),
    ...missing.map((path) => `${path} is missing in the coverage`),
    ...foreign.map((path) => `${path} is not changed and stands in the coverage`),
    ...unnamed.map(({ path, reading }) => `${path} was ${reading} and the comment does not name it`),
    ...files
      .filter(({ read_lines, changed_lines }) => read_lines > changed_lines)
      .map(({ path }) => `${path}: more read than changed`),
  ];
}

/** A finding that was settled does not come back, but as the blocker that opens it again; an id is given once. */
function badIds({ round, ledger }: LivedRound, earlier: readonly LivedRound[]): readonly string[] {
  const known = new Set(earlier.flatMap((one) => one.ledger.map(({ id }) => id)));
  const byId = new Map(ledger.map((entry) => [entry.id, entry]));
  const severityOf = (id: string) => byId.get(id)?.finding.severity;
  const last = earlier.at(-1);
  const settled = (last?.ledger ?? []).filter(({ state }) => state === 'fixed' || state === 'dismissed');
  return [
    ...round.opened.filter((id) => known.has(id)).map((id) => `${id} opened a second time`),
    ...settled.filter((entry) => isOpenAgain(entry, byId, round.reopened)).map(({ id }) => `${id} came back unsaid`),
    ...round.reopened.filter((id) => severityOf(id) !== 'blocker').map((id) => `${id}, no blocker, was opened again`),
    ...[...known].filter((id) => !byId.has(id)).map((id) => `${id} vanished from the record`),
  ];
}

function isOpenAgain({ id }: LedgerEntry, now: ReadonlyMap<string, LedgerEntry>, reopened: readonly string[]): boolean {
  return now.get(id)?.state === 'open' && !reopened.includes(id);
}

/** What a person dismissed is said again only where it is told as dismissed, before the folds and in them. */
function toldAgain({ comment, ledger }: LivedRound): readonly string[] {
  const lines = (comment.split('<details>')[0] ?? '').split('\n');
  const said = lines.filter((line) => !line.includes('**Dismissed**')).join('\n');
  return ledger
    .filter(({ state }) => state === 'dismissed')
    .filter(({ finding }) => said.includes(finding.claim.slice(0, 60)))
    .map(({ id }) => `${id} is dismissed and told again`);
}
