import { plainText } from '../../kernel/markdown/plain-text.ts';
import { drawSubject, reasonText } from '../comment/header.ts';
import { renderMissing } from '../comment/missing.ts';
import type { Rows } from '../rows.ts';
import type { Session } from '../session.ts';
import {
  confirmedWeightOf,
  decisionOf,
  hearingOf,
  REHEARSAL_NOTICE,
  readingOf,
  SILENT_CHAIR,
  STATUS_WORDS,
  spentOf,
  titleOf,
  weightOf,
} from '../wording.ts';

/** The head of the report: decision, what is missing or what weighs, the chair's summary, what it rests on. */
export function renderSummary(session: Session, rows: Rows): readonly string[] {
  const { verdict, chair, rehearsal } = session;
  const { sign } = STATUS_WORDS[verdict.status];
  const consensus = rehearsal ? '' : `, consensus ${verdict.consensus_strength}`;
  return [
    ...(rehearsal ? [`**${REHEARSAL_NOTICE}**`] : []),
    '## Review Summary',
    `Decision: **${decisionOf(session)}** (${sign} ${titleOf(session)}${consensus})`,
    ...whyOf(session, rows),
    ...(chair !== null && chair.minutes === null ? [SILENT_CHAIR] : []),
    basisOf(session),
  ];
}

function whyOf(session: Session, rows: Rows): readonly string[] {
  const reason = plainText(reasonText(session, rows), 1500);
  if (session.verdict.status !== 'INCONCLUSIVE')
    return [[`**${weightOf(session)}.**`, reason].filter((part) => part !== '').join(' ')];
  const confirmed = confirmedWeightOf(session);
  return [
    ...renderMissing(session),
    ...(confirmed === null ? [] : [`Confirmed so far: ${confirmed}.`]),
    ...(reason === '' ? [] : [reason]),
  ];
}

function basisOf(session: Session): string {
  const price = session.rehearsal ? '' : `, ${spentOf(session)}`;
  return `Reviewed ${drawSubject(session)} ${readingOf(session)}, ${hearingOf(session)} heard${price}. The committee advises; a person decides.`;
}
