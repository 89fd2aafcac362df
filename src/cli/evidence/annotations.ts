import type { EvidenceAccount, NamedHit } from '../../evidence/account.ts';
import { locateHit } from '../../evidence/head-line.ts';
import type { Annotation } from '../gate/annotations.ts';
import { byWeight } from './hit-order.ts';
import { allowanceWords, decisionWords } from './hit-words.ts';

/** GitHub shows this many of each level of a step, and hides the rest. */
const MOST_OF_A_LEVEL = 10;

const TITLE = 'Evidence';

/** The remarks of an account: hard hits as errors, hints and unread files as warnings; the last one counts what is left. */
export function annotationsOf(account: EvidenceAccount): readonly Annotation[] {
  const { unread } = account;
  const hits = byWeight(account.hits);
  const annotate = (hit: NamedHit) => annotationOf(hit, locateHit(hit, account.change));
  const files = unread.map(({ path, reason }) => ({
    ...{ level: 'warning' as const, title: `${TITLE}: not read`, path },
    message: `No rule could read this file, so that they say nothing for it: ${reason}`,
  }));
  return [
    ...shorten(hits.filter((hit) => hit.class === 'hard').map(annotate), 'error'),
    ...shorten([...files, ...hits.filter((hit) => hit.class === 'soft').map(annotate)], 'warning'),
  ];
}

function annotationOf(hit: NamedHit, line: number): Annotation {
  const removed = hit.side === 'before' && hit.quote.trim() !== '' ? `Removed: ${hit.quote.trim()}` : null;
  const parts = [hit.message, removed, hit.mend, decisionWords(hit), allowanceWords(hit)];
  return {
    level: hit.class === 'hard' ? 'error' : 'warning',
    title: `${TITLE}: ${hit.rule} (${hit.severity})`,
    message: parts.filter((part) => part !== null).join('\n'),
    path: hit.path,
    line,
  };
}

function shorten(all: readonly Annotation[], level: Annotation['level']): readonly Annotation[] {
  if (all.length <= MOST_OF_A_LEVEL) return all;
  const shown = all.slice(0, MOST_OF_A_LEVEL - 1);
  const message = `${all.length - shown.length} more stand in the summary of this job; GitHub shows ${MOST_OF_A_LEVEL} of a kind.`;
  return [...shown, { level, title: TITLE, message }];
}
