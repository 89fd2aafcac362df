import type { Examination } from '../../src/committee/cross-examination.ts';
import { type Claim, type HeardClaim, MOST_FINDINGS, type SeatRuling } from '../../src/committee/opinion.ts';
import { hashText } from '../../src/kernel/hash.ts';
import { compareSeverity } from '../../src/kernel/severity.ts';
import type { ModelAnswer, ModelRequest, Models } from '../../src/ports/models.ts';
import { minutesOf, opinionOf } from '../sessions/script.ts';
import type { Flaw } from './flaw.ts';
import { type PromptText, readPrompt, type ShownFinding, type ShownLine, type ShownPart } from './prompt-text.ts';

/** How seats behave; what they should not do, committees do. */
export interface Manner {
  /** Raises what is on record again in other words: at its line, or citing the line after it. */
  readonly nags: 'no' | 'same line' | 'next line';
  /** Does not say which finding on record it raises again. */
  readonly forgets: boolean;
  /** Raises what is not new, too, on lines that have not changed. */
  readonly looksBack: boolean;
  /** Providers that do not answer. */
  readonly away: readonly string[];
  /** Every seat answers once with what is no JSON. */
  readonly garbles: boolean;
  /** What a seat makes up about a file that it is shown. */
  readonly invents: (seat: string, part: ShownPart) => readonly Claim[];
}

/** Seats that do what they are asked. */
export const GOOD: Manner = {
  ...{ nags: 'no', forgets: false, looksBack: false, away: [], garbles: false },
  invents: () => [],
};

/** One question that reached a provider. */
export interface AskedQuestion {
  readonly kind: string;
  readonly model: string;
  /** Tells equal questions. */
  readonly sha256: string;
  readonly inputTokens: number;
  readonly answered: boolean;
}

/** Who sits in one life, and what they were asked so far. */
export interface Cast {
  readonly models: Models;
  readonly asked: readonly AskedQuestion[];
  /** Which review begins now, and how the seats behave in it. */
  direct(round: number, manner: Manner): void;
}

/** Seats that know the planted faults. */
export function castSeats(flaws: () => readonly Flaw[]): Cast {
  const asked: AskedQuestion[] = [];
  const garbled = new Set<string>();
  const scene = { round: 1, manner: GOOD };
  const say = (request: ModelRequest): string => {
    const text = readPrompt(request.prompt);
    if (request.schemaName === 'minutes') return JSON.stringify(minutesOf());
    if (request.schemaName === 'examination') return JSON.stringify(examine(text.findings, flaws()));
    const seat = `${text.skill ?? ''}/${request.model.startsWith('mistral:') ? 'first' : 'second'}`;
    const turn = `${scene.round} ${seat}`;
    if (scene.manner.garbles && !garbled.has(turn)) {
      garbled.add(turn);
      return 'I would rather say it in words.';
    }
    const isLater = request.prompt.includes('\n## A later review\n');
    return JSON.stringify(speak(text, { ...scene, seat, isLater, flaws: flaws() }));
  };
  return {
    asked,
    direct: (round, manner) => Object.assign(scene, { round, manner }),
    models: {
      reach: () => ({ kind: 'ready' }),
      ask: async (request) => {
        const { model, instructions, prompt, schemaName } = request;
        const isAway = scene.manner.away.some((provider) => model.startsWith(`${provider}:`));
        const inputTokens = Math.ceil((instructions.length + prompt.length) / 4);
        const sha256 = hashText(`${schemaName}\n${instructions}\n${prompt}`);
        asked.push({ kind: schemaName, model, sha256, inputTokens, answered: !isAway });
        return isAway ? UNREACHABLE : answered(say(request), inputTokens);
      },
    },
  };
}

const UNREACHABLE: ModelAnswer = {
  ...{ kind: 'failed', reason: 'unreachable', message: 'nobody listens there', retryAfterSeconds: null, text: null },
  ...{ maybeCharged: false, worthAsking: false, usage: null, statedMicroUsd: null, latencyMs: 1, tries: 1 },
};

function answered(text: string, inputTokens: number): ModelAnswer {
  const usage = { inputTokens, cachedInputTokens: 0, outputTokens: Math.ceil(text.length / 4), reasoningTokens: 0 };
  return { kind: 'answered', text, usage, statedMicroUsd: null, latencyMs: 1, tries: 1 };
}

/** An examiner confirms what was planted, and nothing else. */
function examine(findings: readonly ShownFinding[], flaws: readonly Flaw[]): Examination {
  return {
    answers: findings.map(({ id, claim }) => {
      const isTrue = flaws.some(({ wordings }) => wordings.includes(claim));
      return { id, answer: isTrue ? 'confirmed' : 'refuted', why: isTrue ? 'The line shows it.' : 'No line shows it.' };
    }),
  };
}

interface Turn {
  readonly seat: string;
  readonly round: number;
  readonly manner: Manner;
  readonly isLater: boolean;
  readonly flaws: readonly Flaw[];
}

function speak(text: PromptText, turn: Turn) {
  const { seat, manner } = turn;
  const mine = turn.flaws.filter(({ seats, from }) => seats.includes(seat) && from <= turn.round);
  const raised = mine.flatMap((flaw) => raise(flaw, text, turn));
  const made = text.parts.flatMap((part) => manner.invents(seat, part));
  const all = [...raised, ...made].sort((one, other) => compareSeverity(one.severity, other.severity));
  const findings = all.slice(0, MOST_FINDINGS);
  const opinion = opinionOf({ findings });
  if (!turn.isLater) return opinion;
  const rulings = text.findings.map((one) => rule(one, text, turn.flaws));
  return { ...opinion, findings: findings.map((one) => nameKnown(one, text, turn)), rulings };
}

/** Says which finding on record has the same cause. */
function nameKnown(claim: Claim, { records }: PromptText, { flaws, manner }: Turn): HeardClaim {
  const words = flaws.find(({ wordings }) => wordings.includes(claim.claim))?.wordings ?? [claim.claim];
  const known = records.find((one) => words.some((wording) => isSame(one.claim, wording)));
  return { ...claim, known: manner.forgets ? null : (known?.id ?? null) };
}

/** A fault is raised where its line stands on what changed, a blocker anywhere; what is on record is not, by good seats. */
function raise(flaw: Flaw, { parts, records }: PromptText, { manner, isLater, round, seat }: Turn): readonly Claim[] {
  const known = records.find(({ claim }) => flaw.wordings.some((wording) => isSame(claim, wording)));
  if (known !== undefined && known.state !== 'fixed' && manner.nags === 'no') return [];
  for (const { path, lines } of parts) {
    const after = lines.filter(({ mark }) => mark !== '-');
    const at = after.findIndex(({ text }) => bareOf(text) === flaw.line);
    if (at < 0) continue;
    const isOld = after[at]?.mark === ' ';
    const isNews = !isOld || manner.looksBack || (isLater && flaw.severity === 'blocker' && known === undefined);
    if (!isNews && manner.nags === 'no') return [];
    if (isOld && !isLater) return [];
    const quoted = manner.nags === 'next line' && known !== undefined ? nextLine(after, at) : flaw.line;
    return [claimOn(flaw, { path, quote: quoted, turn: `${round} ${seat}` })];
  }
  return [];
}

/** A line without its indentation and the end that some languages ask for. */
function bareOf(line: string): string {
  return line.trim().replace(/;$/, '');
}

/** A cell of the dossier writes some characters otherwise. */
function isSame(cell: string, claim: string): boolean {
  const bare = (text: string) => text.replaceAll(/[^A-Za-z0-9]/g, '');
  return bare(cell) === bare(claim);
}

function nextLine(lines: readonly ShownLine[], at: number): string {
  return (
    lines
      .slice(at + 1)
      .find(({ text }) => text.trim().length > 8)
      ?.text.trim() ?? ''
  );
}

interface Cited {
  readonly path: string;
  readonly quote: string;
  /** When and by whom; it chooses the words. */
  readonly turn: string;
}

function claimOn({ name, severity, code, wordings }: Flaw, { path, quote, turn }: Cited): Claim {
  const chosen = Number.parseInt(hashText(`${turn} ${name}`).slice(0, 6), 16);
  const claim = wordings[chosen % wordings.length] ?? '';
  return { severity, code, claim, quote, path, evidence: null, cites: [], recommendation: 'Mend it.' };
}

/** It stands as long as its line is shown, where it stood or elsewhere. */
function rule({ id, claim, earlier, now }: ShownFinding, { parts }: PromptText, flaws: readonly Flaw[]): SeatRuling {
  const flaw = flaws.find((one) => one.wordings.includes(claim) || earlier.includes(one.line));
  const shown = parts.flatMap(({ lines }) => lines.filter(({ mark }) => mark !== '-').map(({ text }) => bareOf(text)));
  const isMended = flaw?.mend != null && shown.includes(flaw.mend);
  const stands = flaw !== undefined && !isMended && (now.includes(flaw.line) || shown.includes(flaw.line));
  return stands
    ? { id, answer: 'stands', why: 'The line is there as it was.' }
    : { id, answer: 'fixed', why: isMended ? 'What was missing is there.' : 'The line that showed it is gone.' };
}
