import type { EvidenceAccount, NamedHit } from '../../evidence/account.ts';
import { locateHit } from '../../evidence/head-line.ts';
import { type Annotation, shorten } from '../annotation.ts';
import { byWeight } from './hit-order.ts';
import { allowanceWords, decisionWords } from './hit-words.ts';

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
    ...shorten(hits.filter((hit) => hit.class === 'hard').map(annotate), 'error', TITLE),
    ...shorten([...files, ...hits.filter((hit) => hit.class === 'soft').map(annotate)], 'warning', TITLE),
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
