import { removeInvisible } from '../kernel/invisible.ts';
import { firstOwnLine } from '../kernel/markdown/own-line.ts';
import { type ArgumentName, type CommandForm, formOf, type ReviewKind } from './command-form.ts';

/** What a person asks of us in a comment. */
export type Command =
  | { readonly verb: 'review'; readonly session: ReviewKind | null }
  | { readonly verb: 'explain'; readonly finding: string }
  | {
      readonly verb: 'waive';
      readonly target: { readonly kind: 'finding' | 'gate' | 'rule'; readonly id: string };
      readonly reason: string;
    }
  | { readonly verb: 'dismiss'; readonly finding: string; readonly reason: string }
  /** The path of a strategy; null for all that the pull request touches. */
  | { readonly verb: 'backtest'; readonly strategy: string | null }
  /** The id of a run of training. */
  | { readonly verb: 'diagnose'; readonly run: string }
  /** The code of a playbook, in capitals. */
  | { readonly verb: 'playbook'; readonly code: string }
  | { readonly verb: 'retry' | 'cancel' | 'status' | 'help' }
  | { readonly verb: 'state' };

/** Why a command is refused before anything is looked up. */
export type RefusalKind = 'unknown-verb' | 'missing-argument' | 'short-reason' | 'bad-argument';

/** A command that names nothing we can do, with the facts from which the answer is worded. */
export interface RefusedCommand {
  readonly kind: 'refused';
  readonly refusal: RefusalKind;
  /** The verb as it was written. */
  readonly verb: string;
  /** What stood behind the verb, word by word. */
  readonly words: readonly string[];
  /** The argument that is missing or wrong; null for an unknown verb and for words too many. */
  readonly argument: ArgumentName | null;
}

/** What a comment means to us: nothing, a command, or one that is answered and not done. */
export type ParsedCommand =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'command'; readonly command: Command }
  | RefusedCommand;

/** A comment as far as it decides on a command. */
export interface CommandComment {
  readonly body: string;
  readonly edited: boolean;
  readonly senderKind: 'person' | 'bot';
}

/** Fewest and most characters of a reason; white space at a stretch counts once, invisible characters not at all. */
export const REASON_LENGTH = { least: 20, most: 2_000 } as const;

const FINDING = /^F-[0-9a-f]{8}$/;
const GATE = /^G[1-5]$/;
/** A blocking rule is named with its kind, so that no word of a reason is taken for one. */
const RULE = /^rule:([a-z][a-z0-9-]{2,59})$/;
/** A path from the root of the repository, of signs that mean nothing to a shell. */
const STRATEGY = /^(?=.{1,300}$)[A-Za-z0-9_][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/;
/** An id or a name of a run, of signs that mean nothing to a query. */
const RUN = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;
const CODE = /^[A-Za-z][A-Za-z0-9_]{1,39}$/;
/** A first word of a reason that names another target: one command decides on one thing. */
const SECOND_TARGET = /^(?:F-[0-9a-f]{8}|G[1-5]|rule:[a-z][a-z0-9-]{2,59})[,;:.]?$/i;

/**
 * Reads the command of a new comment of a person: its first line that is neither blank nor quoted, when it begins with
 * `/conclave` behind at most three spaces. Every other comment is ignored.
 */
export function parseCommand({ body, edited, senderKind }: CommandComment): ParsedCommand {
  if (edited || senderKind === 'bot' || !body.includes('/conclave')) return { kind: 'ignored' };
  const line = /^ {0,3}\/conclave(?:[ \t]+(.*))?$/.exec(firstOwnLine(body) ?? '');
  if (line === null) return { kind: 'ignored' };
  const [verb = '', ...words] = splitWords(line[1] ?? '');
  const asked = verb === '' ? 'help' : verb;
  const form = formOf(asked);
  if (form === null) return { kind: 'refused', refusal: 'unknown-verb', verb: asked, words, argument: null };
  const read = readArguments(form, words);
  return 'command' in read
    ? { kind: 'command', command: read.command }
    : { kind: 'refused', verb: asked, words, ...read };
}

type Read = { readonly command: Command } | Pick<RefusedCommand, 'refusal' | 'argument'>;

function readArguments(form: CommandForm, words: readonly string[]): Read {
  switch (form.verb) {
    case 'review':
      return readReview(form, words);
    case 'explain':
      return readExplain(words);
    case 'waive':
      return readWaive(words);
    case 'dismiss':
      return readDismiss(words);
    case 'backtest':
      return readBacktest(words);
    case 'diagnose':
      return readDiagnose(words);
    case 'playbook':
      return readPlaybook(words);
    case 'retry':
    case 'cancel':
    case 'status':
    case 'help':
      return words.length > 0 ? bad(null) : { command: { verb: form.verb } };
    case 'state':
      return words.length > 0 ? bad(null) : { command: { verb: 'state' } };
    default:
      return form.verb satisfies never;
  }
}

function readReview({ arguments: [kinds] }: CommandForm, [word, ...surplus]: readonly string[]): Read {
  if (word === undefined) return { command: { verb: 'review', session: null } };
  const session = kinds?.choices.find((choice) => choice === word);
  if (session === undefined) return bad('session');
  return surplus.length > 0 ? bad(null) : { command: { verb: 'review', session } };
}

function readExplain([finding, ...surplus]: readonly string[]): Read {
  if (finding === undefined) return missing('finding');
  if (!FINDING.test(finding)) return bad('finding');
  return surplus.length > 0 ? bad(null) : { command: { verb: 'explain', finding } };
}

function readWaive([id, ...words]: readonly string[]): Read {
  if (id === undefined) return missing('target');
  const target = targetOf(id);
  if (target === null) return bad('target');
  const reason = readReason(words);
  return typeof reason === 'string' ? { command: { verb: 'waive', target, reason } } : reason;
}

function targetOf(word: string): Extract<Command, { verb: 'waive' }>['target'] | null {
  if (GATE.test(word)) return { kind: 'gate', id: word };
  if (FINDING.test(word)) return { kind: 'finding', id: word };
  const rule = RULE.exec(word)?.[1];
  return rule === undefined ? null : { kind: 'rule', id: rule };
}

function readDismiss([finding, ...words]: readonly string[]): Read {
  if (finding === undefined) return missing('finding');
  if (!FINDING.test(finding)) return bad('finding');
  const reason = readReason(words);
  return typeof reason === 'string' ? { command: { verb: 'dismiss', finding, reason } } : reason;
}

function readBacktest([strategy, ...surplus]: readonly string[]): Read {
  if (strategy === undefined) return { command: { verb: 'backtest', strategy: null } };
  if (!STRATEGY.test(strategy)) return bad('strategy');
  return surplus.length > 0 ? bad(null) : { command: { verb: 'backtest', strategy } };
}

function readDiagnose([run, ...surplus]: readonly string[]): Read {
  if (run === undefined) return missing('run');
  if (!RUN.test(run)) return bad('run');
  return surplus.length > 0 ? bad(null) : { command: { verb: 'diagnose', run } };
}

function readPlaybook([code, ...surplus]: readonly string[]): Read {
  if (code === undefined) return missing('code');
  if (!CODE.test(code)) return bad('code');
  return surplus.length > 0 ? bad(null) : { command: { verb: 'playbook', code: code.toUpperCase() } };
}

function readReason(words: readonly string[]): string | Exclude<Read, { readonly command: Command }> {
  const [first] = words;
  if (first === undefined) return missing('reason');
  if (SECOND_TARGET.test(first)) return bad(null);
  const reason = removeInvisible(words.join(' ')).text.replace(/\s+/g, ' ').trim();
  const { length } = Array.from(reason);
  if (length < REASON_LENGTH.least) return { refusal: 'short-reason', argument: 'reason' };
  return length > REASON_LENGTH.most ? bad('reason') : reason;
}

function splitWords(text: string): readonly string[] {
  return text.split(/[ \t]+/).filter((word) => word !== '');
}

function missing(argument: ArgumentName) {
  return { refusal: 'missing-argument', argument } as const;
}

function bad(argument: ArgumentName | null) {
  return { refusal: 'bad-argument', argument } as const;
}
