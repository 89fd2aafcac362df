import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { FindingRow, Rows } from '../rows.ts';
import type { Session } from '../session.ts';
import {
  confirmedWeightOf,
  countOf,
  hearingOf,
  readingOf,
  SILENT_CHAIR,
  STATUS_WORDS,
  shortCommit,
  sinceOf,
  spentOf,
  titleOf,
  weightOf,
} from '../wording.ts';
import { firstSentences } from './first-sentences.ts';
import { renderMissing } from './missing.ts';
import { type CommentPlace, NOWHERE } from './place.ts';
import { liftedWeightOf, type Telling } from './telling.ts';
import { drawCommit } from './where.ts';

const LONGEST_REASON = 600;
const MOST_LABELS = 5;

/** The first lines: decision, the reason that matters most, what to do next, what the verdict rests on. */
export function renderHeader(telling: Telling, place: CommentPlace): readonly string[] {
  const [first = '', ...further] = renderLead(telling, place);
  return [`${titleLine(telling)}\n${first}`, ...further];
}

/** The first lines below the title. */
export function renderLead(telling: Telling, place: CommentPlace): readonly string[] {
  const { session, rows } = telling;
  const rest = [...nextSteps(session, rows, place), basisOf(session)].join(' ');
  if (session.verdict.status === 'INCONCLUSIVE') return [...renderMissing(session), rest];
  const reason = plainText(firstSentences(reasonOf(telling), LONGEST_REASON), LONGEST_REASON);
  const lead = [`**${weightNow(telling)}.**`, ...saidBefore(telling), reason];
  return [`${lead.filter((part) => part !== '').join(' ')}\n${rest}`];
}

/** What is confirmed still; without anything, that nothing else is when something was lifted. */
function weightNow({ session, rows, ruled }: Telling): string {
  if (ruled.lifted.length === 0) return weightOf(session);
  return confirmedWeightOf(session, rows) ?? 'Nothing else is confirmed';
}

/** What the committee itself had said, where people's decisions moved it. */
function saidBefore({ session, said, ruled }: Telling): readonly string[] {
  if (said === session.verdict.status) return [];
  return [`The committee said ${said} before people lifted ${countOf(ruled.lifted.length, 'finding')}.`];
}

/** The chair spoke of the verdict as it was; once that moved, what still weighs is the reason. */
function reasonOf({ session, said, rows }: Telling): string {
  if (said === session.verdict.status) return reasonText(session, rows);
  return (rows.blockers[0] ?? rows.changes[0])?.lead.claim ?? '';
}

/** The chair's words where it spoke, else the claim that weighs most, else the rule that decided; empty without a decision. */
export function reasonText({ rehearsal, chair, verdict }: Session, rows: Rows): string {
  const spoken = rehearsal ? undefined : chair?.minutes?.summary;
  const claim = (rows.blockers[0] ?? rows.changes[0])?.lead.claim;
  return spoken ?? claim ?? (verdict.status === 'INCONCLUSIVE' ? '' : verdict.reason);
}

/** What was reviewed: the commit, or the name of a text. */
export function drawSubject({ subject }: Session): string {
  return inlineCode((shortCommit(subject.head) ?? subject.name).slice(0, 120));
}

function titleLine({ session, ruled }: Telling): string {
  const { sign } = STATUS_WORDS[session.verdict.status];
  const lifted = liftedWeightOf(ruled);
  const remarks = [
    ...(session.rehearsal ? ['rehearsal: no language model was consulted'] : []),
    ...(lifted === null ? [] : [lifted]),
  ];
  const remark = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`;
  return `### ${sign} Conclave: ${titleOf(session)}${remark}`;
}

function nextSteps(session: Session, rows: Rows, place: CommentPlace): readonly string[] {
  switch (session.verdict.status) {
    case 'REJECTED':
      return [`Fix ${labelsOf(rows.blockers, place)}, or ${waiverOf(rows.blockers)}.`];
    case 'ACCEPTED_WITH_CHANGES':
      return [`Change ${labelsOf(rows.changes, place)} before anything relies on it.`];
    case 'INCONCLUSIVE': {
      const confirmed = confirmedWeightOf(session, rows);
      return confirmed === null ? [] : [`Confirmed so far: ${confirmed}.`];
    }
    case 'ACCEPTED':
      return session.rehearsal ? [afterRehearsal(place)] : [];
    default:
      return session.verdict.status satisfies never;
  }
}

function waiverOf(blockers: readonly FindingRow[]): string {
  const [only] = blockers;
  return blockers.length === 1 && only?.members.length === 1
    ? `waive it with ${inlineCode(`/conclave waive ${only.lead.id} <reason>`)}`
    : `waive each with ${inlineCode('/conclave waive <finding> <reason>')}`;
}

/** The labels by which the table names findings, linked to their lines where the host has an address. */
function labelsOf(rows: readonly FindingRow[], { linkTo }: CommentPlace): string {
  const labels = rows.slice(0, MOST_LABELS).map(({ label, lead }) => {
    const url = lead.place === null || lead.place.side === 'before' ? null : linkTo(lead.place.path, lead.place.line);
    return url === null ? label : link(label, url);
  });
  if (rows.length > MOST_LABELS) return `${labels.join(', ')} and ${rows.length - MOST_LABELS} more`;
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
}

function basisOf(session: Session): string {
  const { rehearsal, chair } = session;
  const price = rehearsal ? [] : [spentOf(session)];
  const since = sinceOf(session, drawCommit);
  const read = [...(since === null ? [] : [since]), readingOf(session), hearingOf(session), ...price];
  const basis = `Reviewed ${drawSubject(session)} ${read.join(', ')}.${lightOf(session)}`;
  return chair !== null && chair.minutes === null ? `${basis} ${SILENT_CHAIR}` : basis;
}

/** A light review says so in the first lines, with the rows that asked for it. */
function lightOf({ route }: Session): string {
  if (route?.depth !== 'light') return '';
  const rows = route.rows.slice(0, MOST_LABELS).map(({ id }) => inlineCode(id.slice(0, 60)));
  const by = rows.length === 0 ? '' : `, by routing: ${rows.join(', ')}`;
  return ` A light review of the changed lines${by}.`;
}

/** Who ran a rehearsal in a terminal knows the option; on a pull request it is the server that rehearses. */
function afterRehearsal({ scope }: CommentPlace): string {
  const remedy =
    scope === NOWHERE.scope
      ? `ask the models, without ${inlineCode('--rehearsal')}`
      : 'this server rehearses until it has the keys of the models';
  return `This approves nothing: ${remedy}.`;
}
