import type { CheckAnnotation } from '../../kernel/check.ts';
import { plainWords } from '../../kernel/markdown/plain-words.ts';
import type { GateResult, Reason } from '../gate.ts';
import type { GuardReport } from '../report.ts';
import { ANSWER_WORDS, nameGate } from './guard-words.ts';

/** The most annotations that a check of the gates carries; a page of them is read by nobody. */
export const MOST_ANNOTATIONS = 50;

const LONGEST_TITLE = 255;
const LONGEST_MESSAGE = 1_000;

/** The remarks of a check, and how many there would be. */
export interface Annotated {
  readonly shown: readonly CheckAnnotation[];
  readonly count: number;
}

/** The first remarks on lines of the reviewed commit: failures, then warnings, then what was let through. */
export function annotate({ gates }: GuardReport): Annotated {
  const once = [...new Map(gates.flatMap(placedOf).map((each) => [sayingOf(each), each])).values()];
  const ordered = LEVELS.flatMap((level) => once.filter(({ reason }) => reason.level === level));
  return { shown: ordered.slice(0, MOST_ANNOTATIONS).map(annotateReason), count: ordered.length };
}

const LEVELS: readonly CheckAnnotation['level'][] = ['failure', 'warning', 'notice'];

interface Placed {
  readonly gate: GateResult;
  readonly reason: Reason;
  readonly path: string;
  readonly line: number;
}

function placedOf(gate: GateResult): readonly Placed[] {
  return gate.reasons.flatMap((reason) => {
    const { path, line } = reason;
    return path === undefined || line === undefined ? [] : [{ gate, reason, path, line }];
  });
}

/** Several gates may say the same of a line. */
function sayingOf({ path, line, reason: { text, mend = '' } }: Placed): string {
  return `${path} ${line} ${text}\n${mend}`;
}

function annotateReason({ gate, reason: { level, key, text, mend }, path, line }: Placed): CheckAnnotation {
  const words = [text, ...(mend === undefined ? [] : [mend])].map((each) => plainWords(each, LONGEST_MESSAGE));
  const title = plainWords(key === 'configuration' ? 'Configuration' : nameAnswer(gate), LONGEST_TITLE);
  return { path, startLine: line, endLine: line, level, title, message: words.join('\n') };
}

function nameAnswer(gate: GateResult): string {
  return `${nameGate(gate)}: ${ANSWER_WORDS[gate.answer]}`;
}
