import { beginningOf } from '../../kernel/markdown/beginning.ts';
import { codeBlock } from '../../kernel/markdown/code-block.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { subText } from '../../kernel/markdown/sub-text.ts';
import { drawDecision } from '../comment/decisions.ts';
import { type CommentPlace, NOWHERE } from '../comment/place.ts';
import { drawSource } from '../comment/sources.ts';
import { drawCommit, drawWhere } from '../comment/where.ts';
import type { Disposition } from '../disposition.ts';
import type { Finding, Standing } from '../finding.ts';
import { shortModel } from '../rows.ts';
import type { Session } from '../session.ts';
import { countOf, REHEARSAL_NOTICE } from '../wording.ts';

/** All that is on record about one finding. */
export interface ExplanationAnswer {
  readonly kind: 'explanation';
  readonly finding: Finding;
  /** The session in which it stands. */
  readonly session: Session;
  /** Every decision on it, oldest first. */
  readonly decisions: readonly Disposition[];
  /** What happened to it, oldest first. */
  readonly life?: readonly LivedEvent[];
  readonly place?: CommentPlace;
}

/** One thing that happened to a finding; the kind is a word for people. */
export interface LivedEvent {
  readonly kind: string;
  readonly head: string;
  /** Login of the person; null for the committee. */
  readonly actor: string | null;
  readonly why: string;
  readonly at: string;
}

const LONGEST_WORDS = 600;
const LONGEST_QUOTE = 2_000;
const MOST_RAISES = 20;
const MOST_DECISIONS = 10;
const MOST_EVENTS = 12;

/** Draws a finding with its proof: the claim, the quoted lines, who raised it, who confirmed or refuted it and why. */
export function renderExplanation({
  finding,
  session,
  decisions,
  life = [],
  place = NOWHERE,
}: ExplanationAnswer): string {
  const { id, severity, code, claim, recommendation } = finding;
  const of = session.subject.head === null ? '' : ` of ${drawCommit(session.subject.head)}`;
  const mend = recommendation.trim() === '' ? '' : `\nTo mend: ${plainText(recommendation, LONGEST_WORDS)}`;
  const facts = [
    ...describeRaises(finding),
    ...describeStanding(finding.standing),
    ...describeRule(finding, session),
    ...describeSources(finding, session, place),
    ...describeDecisions(decisions),
    ...describeLife(life),
  ];
  return [
    `### ${inlineCode(id)} ${severity} · ${code}\n${plainText(claim, LONGEST_WORDS)}${mend}`,
    ...(session.rehearsal ? [`**${REHEARSAL_NOTICE}**`] : []),
    ...drawQuote(finding, place),
    facts.map((fact) => `- ${fact}`).join('\n'),
    subText(
      `Session ${inlineCode(session.id)}${of}. ${[`/conclave waive ${id} <reason>`, `/conclave dismiss ${id} <reason>`].map(inlineCode).join(' · ')}`,
    ),
  ].join('\n\n');
}

/** What the committee did to it in each review; what people decided is told above. */
function describeLife(life: readonly LivedEvent[]): readonly string[] {
  const told = life.filter(({ actor }) => actor === null).slice(-MOST_EVENTS);
  return told.map(({ kind, head, why, at }) => {
    const reason = why === '' ? '' : `: ${plainText(why, LONGEST_WORDS)}`;
    return `${plainText(kind, 40)} at ${drawCommit(head)} on ${at.slice(0, 10)}${reason}`;
  });
}

function drawQuote(finding: Finding, where: CommentPlace): readonly string[] {
  const { place } = finding;
  if (place === null) return ['It quotes nothing that stands in the dossier.'];
  const symbol = place.symbol === null ? '' : `, in ${inlineCode(place.symbol.slice(0, 120))}`;
  const quote = place.quote.trim() === '' ? [] : [codeBlock(cutQuote(place.quote), endingOf(place.path))];
  return [`${drawWhere(finding, where) ?? ''}${symbol}:`, ...quote];
}

function cutQuote(quote: string): string {
  return quote.length <= LONGEST_QUOTE ? quote : `${beginningOf(quote, LONGEST_QUOTE)}\n… (cut)`;
}

/** The ending of a file's name is a name of its language for the host. */
function endingOf(path: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** Words that repeat the finding's own are left out. */
function describeRaises({ raised_by, claim: stated }: Finding): readonly string[] {
  const raises = raised_by.slice(0, MOST_RAISES).map(({ seat, model, severity, claim }) => {
    const who = `${plainText(seat, 80)} (${plainText(shortModel(model), 80)})`;
    return `Raised by ${who} as ${severity}${unlessSaid(claim, stated)}`;
  });
  const more = raised_by.length - raises.length;
  return [...raises, ...(more > 0 ? [`And by ${countOf(more, 'more seat')}.`] : [])];
}

function unlessSaid(words: string, said: string): string {
  return words.trim() === '' || words === said ? '' : `: ${plainText(words, LONGEST_WORDS)}`;
}

/** What the other model said; what a rule confirmed is told with the rule. */
function describeStanding(standing: Standing): readonly string[] {
  switch (standing.kind) {
    case 'confirmed':
      return standing.by === 'rule' ? [] : [`**Confirmed** ${describeJudge(standing)}`];
    case 'refuted':
      return [`**Refuted** ${describeJudge(standing)}`];
    case 'unanswered':
      return [`**Not examined**: ${plainText(standing.why, LONGEST_WORDS)}`];
    case 'unsourced':
      return [`**Unsourced**, it counts for nothing: ${plainText(standing.why, LONGEST_WORDS)}`];
    case 'stated':
      return ['Stated; nobody examines minor findings and notes.'];
    default:
      return standing satisfies never;
  }
}

function describeJudge(standing: Extract<Standing, { readonly kind: 'confirmed' | 'refuted' }>): string {
  const by = standing.model === null ? 'both models' : plainText(shortModel(standing.model), 80);
  return `by ${by}${standing.independent ? '' : ', not independent'}: ${plainText(standing.why, LONGEST_WORDS)}`;
}

/** What the rule that hit says of itself at this place. */
function describeRule({ rule, place, claim, recommendation, standing }: Finding, session: Session): readonly string[] {
  if (rule === null) return [];
  const confirms = standing.kind === 'confirmed' && standing.by === 'rule';
  const named = `${confirms ? '**Confirmed** by rule' : 'Rule'} ${inlineCode(rule)}`;
  const hits = session.evidence.filter((item) => item.rule === rule);
  const hit = hits.find(({ path, line }) => path === place?.path && line === place.line) ?? hits[0];
  if (hit === undefined) return [named];
  const mend = unlessSaid(hit.mend, recommendation);
  return [`${named} (${hit.class})${unlessSaid(hit.message, claim)}${mend === '' ? '' : `; to mend${mend}`}`];
}

/** What it rests on beside its place: records, passages, lines and rules. */
function describeSources(finding: Finding, session: Session, place: CommentPlace): readonly string[] {
  const drawn = finding.sources
    .filter(({ id }) => id !== `rule:${finding.rule}`)
    .map((one) => drawSource(one, session, place));
  const unknown = finding.unknown_sources.map((id) => inlineCode(id.slice(0, 200)));
  return [
    ...(drawn.length === 0 ? [] : [`Rests on ${drawn.join(', ')}`]),
    ...(unknown.length === 0 ? [] : [`**Unsourced**: it cites ${unknown.join(', ')}, which is not in the dossier`]),
  ];
}

function describeDecisions(decisions: readonly Disposition[]): readonly string[] {
  if (decisions.length === 0) return ['Nobody has waived or dismissed it.'];
  return decisions.slice(-MOST_DECISIONS).map((one) => drawDecision(one, LONGEST_WORDS));
}
