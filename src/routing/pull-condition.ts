import type { RowWhen } from '../config/routing-config.ts';
import { matchesGlob } from '../kernel/glob.ts';
import { linearPattern } from '../kernel/linear-pattern.ts';
import { type Answer, askFact } from './answer.ts';
import type { RouteFacts } from './route-facts.ts';

/** The pull request has one of the labels, in any case, as GitHub compares them. */
export function demandLabels({ labels }: RowWhen, facts: RouteFacts): Answer | null {
  if (labels === undefined) return null;
  const asked = labels.map((label) => label.toLowerCase());
  return askFact('labels', facts.labels, (known) => {
    const found = known.filter((label) => asked.includes(label.toLowerCase()));
    return found.length === 0 ? null : `it has the label ${found.join(', ')}`;
  });
}

/** The pattern is found in the title. */
export function demandTitle({ title }: RowWhen, facts: RouteFacts): Answer | null {
  if (title === undefined) return null;
  return askFact('title', facts.title, (known) => {
    const found = linearPattern(title).firstIn(known);
    return found === null ? null : `the title holds ${JSON.stringify(found)}, which ${title} looks for`;
  });
}

/** The author is one of these to the repository. */
export function demandAuthor({ author }: RowWhen, facts: RouteFacts): Answer | null {
  if (author === undefined) return null;
  return askFact('author', facts.author, (known) => (author.includes(known) ? `its author is ${known}` : null));
}

/** The base branch matches one of the patterns, read from its beginning. */
export function demandBase({ base }: RowWhen, facts: RouteFacts): Answer | null {
  if (base === undefined) return null;
  return askFact('base', facts.baseBranch, (known) => {
    const by = base.find((glob) => matchesGlob(known, `/${glob}`));
    return by === undefined ? null : `it goes into ${known}${by === known ? '' : `, which matches ${by}`}`;
  });
}
