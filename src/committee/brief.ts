import type { Dossier, EvidenceItem } from '../dossier/dossier.ts';
import { renderPassages } from '../dossier/library.ts';
import { onOneLine } from '../dossier/one-line.ts';
import { quoteText } from '../kernel/quotation.ts';
import type { Batch } from './cross-examination.ts';
import type { HeardOpinion } from './draft.ts';
import type { Finding } from './finding.ts';
import type { FindingToRule } from './ledger/to-rule.ts';
import type { Claim } from './opinion.ts';
import { fillPrompt, type Prompt } from './prompt.ts';
import { whereOf } from './rows.ts';
import type { Seat } from './seat.ts';
import { renderContract } from './skill.ts';

/** The prompt templates of a session. */
export interface Prompts {
  readonly committee: Prompt;
  readonly seat: Prompt;
  readonly contrarian: Prompt;
  readonly 'cross-examination': Prompt;
  readonly chair: Prompt;
  readonly repair: Prompt;
  readonly 'later-review': Prompt;
  readonly more: Prompt;
}

/** What a call is about, as data: for a models adapter that reads no prose. */
export type ModelBrief =
  | {
      readonly kind: 'opinion';
      readonly skill: string;
      /** The evidence in this reading that the skill owns. */
      readonly evidence: readonly EvidenceItem[];
      /** Whether a rule of the skill covers a file of this reading. */
      readonly covered: boolean;
      /** The seat's own findings that it is to rule on; null in a first review. */
      readonly toRule: readonly FindingToRule[] | null;
      /** How many findings it has reported in answers before. */
      readonly reported: number;
    }
  | { readonly kind: 'cross-examination'; readonly candidates: readonly Finding[] }
  | { readonly kind: 'chair'; readonly findings: readonly Finding[] };

/** A compiled call: instructions that never change, and the prompt with the dossier first. */
export interface Brief {
  readonly instructions: string;
  readonly prompt: string;
}

/** Which reading of how many a seat is given. */
export interface ReadingNumber {
  readonly number: number;
  readonly of: number;
}

/** A reading as a seat is given it. */
export interface SeatReading {
  readonly dossier: Dossier;
  readonly text: string;
  /** The seat's own findings that it is to rule on here; null in a first review. */
  readonly toRule: readonly FindingToRule[] | null;
}

/** Compiles what a seat is asked about one reading, given with its text; it stands first so that a provider can cache it. */
export function briefSeat(
  seat: Seat,
  { dossier, text, toRule }: SeatReading,
  { prompts, reading }: { prompts: Prompts; reading: ReadingNumber },
): Brief {
  const { skill } = seat;
  const task = fillPrompt(prompts.seat, {
    skill_name: skill.contract.name,
    skill_contract: renderContract(skill),
    skill_body: skill.body,
    session_type: dossier.sessionType,
    question: dossier.question ?? 'none',
    reading:
      reading.of === 1
        ? ''
        : `You read part ${reading.number} of ${reading.of} of this dossier; judge only what stands in it.`,
  });
  const passages = renderPassages(dossier.library, skill.name);
  const contrarian = seat.slot === 'second' ? [prompts.contrarian.body] : [];
  return {
    instructions: prompts.committee.body,
    prompt: [
      text,
      ...(passages === '' ? [] : [passages]),
      task,
      ...(toRule === null ? [] : [laterReview(dossier, toRule, prompts)]),
      ...contrarian,
    ].join('\n\n'),
  };
}

function laterReview({ since }: Dossier, toRule: readonly FindingToRule[], prompts: Prompts): string {
  const read = since === null ? 'It reads everything anew.' : `The parts show what changed since ${since.head}.`;
  return fillPrompt(prompts['later-review'], {
    since: read,
    findings: toRule.map(renderToRule).join('\n\n') || 'None.',
  });
}

/** Compiles the questions to the other model: claims and cited lines, not the author's reasoning. */
export function briefExaminer(batch: Batch, linesAround: (finding: Finding) => string, prompts: Prompts): Brief {
  const candidates = batch.candidates.map((finding) => renderCandidate(finding, linesAround(finding))).join('\n\n');
  return { instructions: prompts.committee.body, prompt: fillPrompt(prompts['cross-examination'], { candidates }) };
}

/** Compiles what the chair reads: findings with their standing and the seats' summaries. */
export function briefChair(findings: readonly Finding[], heard: readonly HeardOpinion[], prompts: Prompts): Brief {
  const values = {
    findings: quoteText('findings', findings.map(renderFinding).join('\n') || 'none'),
    opinions: quoteText('opinions', heard.map(renderOpinion).join('\n') || 'none'),
  };
  return { instructions: prompts.committee.body, prompt: fillPrompt(prompts.chair, values) };
}

/** Compiles the question for what an answer had no room for: the same question, then what was reported. */
export function briefMore(original: Brief, reported: readonly Claim[], prompts: Prompts): Brief {
  const told = reported.map(({ severity, path, quote, claim }) =>
    onOneLine([severity, path ?? '', quote ?? '', claim].join(' | ')),
  );
  const more = fillPrompt(prompts.more, { findings: quoteText('reported', told.join('\n')) });
  return { instructions: original.instructions, prompt: `${original.prompt}\n\n${more}` };
}

/** Compiles the one repair call: the same question, then the answer and what is wrong with it. */
export function briefRepair(
  original: Brief,
  answer: string,
  { errors, prompts }: { errors: readonly string[]; prompts: Prompts },
): Brief {
  const repair = fillPrompt(prompts.repair, {
    errors: quoteText('errors', errors.map(onOneLine).join('\n')),
    answer: quoteText('answer', answer),
  });
  return { instructions: original.instructions, prompt: `${original.prompt}\n\n${repair}` };
}

function renderToRule({ id, severity, code, claim, path, quote, now }: FindingToRule): string {
  const rows = [`id: ${id}`, `claim (${severity}, ${code}): ${claim}`, `cited: ${path}`].map(onOneLine);
  const there = now === '' ? 'The lines are gone.' : `Now:\n${now}`;
  return quoteText(id, [...rows, `Then:\n${quote}`, there].join('\n'));
}

function renderCandidate(finding: Finding, lines: string): string {
  const { id, severity, code, claim } = finding;
  const rows = [`id: ${id}`, `claim (${severity}, ${code}): ${claim}`, `cited: ${whereOf(finding)}`];
  return quoteText(id, [...rows.map(onOneLine), lines].join('\n'));
}

function renderFinding(finding: Finding): string {
  const { id, severity, code, claim, standing, recommendation } = finding;
  return onOneLine([id, severity, code, whereOf(finding), standing.kind, claim, recommendation].join(' | '));
}

function renderOpinion({ seat, opinion }: HeardOpinion): string {
  const { stance, score, summary, abstain_reason } = opinion;
  const said = stance === 'abstain' ? ['not counted', `${abstain_reason ?? ''} ${summary}`.trim()] : [score, summary];
  return onOneLine([seat, stance, ...said].join(' | '));
}
