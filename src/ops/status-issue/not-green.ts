import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { keyOfRule, keyOfSignal } from '../state/record.ts';
import type { RuleResult, SignalFinding } from '../state/state.ts';
import type { StatusGround } from './ground.ts';
import { sinceWords } from './since.ts';

const LONGEST = { found: 200, limit: 120, query: 240 } as const;

/** What is not green, worst first, each with value, threshold, since when and the query; `''` where all is green. */
export function renderNotGreen(ground: StatusGround, most: number): string {
  const { evidence, signals } = ground.verdict;
  const things = [...evidence.filter(({ truth }) => truth === 'true'), ...badSignals(signals)];
  if (things.length === 0) return '';
  const rows = things
    .slice(0, most)
    .map((thing) => ('rule' in thing ? ruleRow(thing, ground) : signalRow(thing, ground)));
  const shown = table(['', 'signal', 'value', 'threshold', 'since', 'query'], rows);
  return `#### Not green\n\n${shown}${tellRest(things.length - most)}`;
}

/** What nobody knows and why, worst first; `''` where everything is known. */
export function renderUnknown(ground: StatusGround, most: number): string {
  const { evidence, signals } = ground.verdict;
  const rules = evidence.filter(({ truth }) => truth === 'unknown');
  const things = [...rules, ...signals.filter(({ level }) => level === 'unknown')];
  if (things.length === 0) return '';
  const lines = things.slice(0, most).map((thing) => unknownLine(thing, ground));
  return `#### Unknown, which is never health\n\n${lines.join('\n')}${tellRest(things.length - most)}`;
}

function unknownLine(thing: RuleResult | SignalFinding, ground: StatusGround): string {
  const [name, key] =
    'rule' in thing
      ? [`${inlineCode(thing.rule)} (${thing.state})`, keyOfRule(thing.rule, 'unknown')]
      : [nameSignal(thing), keyOfSignal(thing)];
  return `- ${name}: ${tableCell(thing.found, LONGEST.found)} (since ${momentOf(key, ground)})`;
}

/** Critical before warning; the order of the universe within. */
function badSignals(signals: readonly SignalFinding[]): readonly SignalFinding[] {
  return (['critical', 'warning'] as const).flatMap((level) => signals.filter((signal) => signal.level === level));
}

function ruleRow(rule: RuleResult, ground: StatusGround): readonly string[] {
  const { found, limit, state, signals } = rule;
  const queries = signals.map((name) => queryOf(name, ground));
  return [
    state,
    inlineCode(rule.rule),
    tableCell(found, LONGEST.found),
    tableCell(limit, LONGEST.limit),
    momentOf(keyOfRule(rule.rule, 'true'), ground),
    queries.join('; '),
  ];
}

function signalRow(signal: SignalFinding, ground: StatusGround): readonly string[] {
  const { level, found, limit } = signal;
  return [
    level,
    nameSignal(signal),
    tableCell(found, LONGEST.found),
    tableCell(limit, LONGEST.limit),
    momentOf(keyOfSignal(signal), ground),
    queryOf(signal.signal, ground),
  ];
}

/** How a signal is asked for, as code; its name where it is computed from others or not configured. */
function queryOf(name: string, { queries }: StatusGround): string {
  const asked = queries.get(name);
  if (asked === undefined) return inlineCode(name);
  const { source, query } = asked;
  const cut = query.length > LONGEST.query ? `${query.slice(0, LONGEST.query)} …` : query;
  return `${inlineCode(source)} ${inlineCode(cut)}`;
}

function nameSignal({ signal, crypto: symbol }: SignalFinding): string {
  return symbol === null ? inlineCode(signal) : `${inlineCode(signal)} ${inlineCode(symbol)}`;
}

function momentOf(key: string, { record, verdict }: StatusGround): string {
  return sinceWords(record.since.get(key) ?? verdict.asOf, verdict.asOf);
}

function tellRest(count: number): string {
  return count > 0 ? `\n\n${count} more; all of them stand in \`/conclave state\` and \`conclave ops state\`.` : '';
}
