import type { PullRef } from '../../change/pull-request.ts';
import { redactSecrets } from '../../change/secrets.ts';
import { onOneLine } from '../../dossier/one-line.ts';
import { beginningOf } from '../../kernel/markdown/beginning.ts';
import type { Publications } from '../../ports/publications.ts';
import { backtestSaid } from './put-check.ts';

/** Most characters of a report that a dossier holds: the decision, the reasons and the figures, without curves. */
const LONGEST = 6_000;

/**
 * What the backtests of a head came to, as a note of its dossier that says whether it is attested; nothing where no
 * report stands, or where one is still awaited.
 */
export async function backtestNotes(
  pull: PullRef,
  head: string,
  { publications }: { readonly publications: Pick<Publications, 'find'> },
): Promise<readonly string[]> {
  const said = await backtestSaid(pull, head, { publications });
  if (said === null || said.own === 'pending' || said.run === 0) return [];
  const whose = said.isBelieved
    ? 'made by what the base says, and computed again'
    : 'not attested: a claim of the pull request, which decides nothing';
  const report = onOneLine(said.told.replaceAll(/```mermaid[\s\S]*?```/g, '').replaceAll(/<[^>]{1,40}>/g, ' '));
  const clean = redactSecrets('backtest', report).text;
  const shown =
    clean.length > LONGEST ? `${beginningOf(clean, LONGEST)} [… the rest of the report is left out]` : clean;
  return [`the backtest of this head (${whose}) says: ${shown}`];
}
