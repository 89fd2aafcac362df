/**
 * `npm run demo:ops`: a scripted week of a trading house, 168 hours of figures with the state that people decided for each.
 * Every hour is judged by the written rules and compared; what is told is each stretch of hours with what fired, and the
 * next step. With the number of an hour, as in `npm run demo:ops -- 20`, that hour is told as `conclave ops state` does.
 */
import { Readable } from 'node:stream';
import { runProgram } from '../../src/cli/program.ts';
import { processTerminal } from '../../src/cli/terminal.ts';
import { hang } from '../../src/cli/verdict-text/page.ts';
import { parseConfig } from '../../src/config/config.ts';
import { readStateInput } from '../../src/ops/state/input.ts';
import { judgeState } from '../../src/ops/state/judge-state.ts';
import { recordState, type StateRecord } from '../../src/ops/state/record.ts';
import type { StateVerdict } from '../../src/ops/state/state.ts';
import type { Standing } from '../../src/ops/state/transition.ts';
import { tellNext } from '../../src/ops/status-issue/next.ts';
import { WEEK, type WeekHour } from '../../test/fixtures/ops-week.ts';

const { ops } = parseConfig(null);
const terminal = processTerminal();

/** One hour as it was judged, and what the status issue shows after it. */
interface LivedHour {
  readonly hour: WeekHour;
  readonly verdict: StateVerdict;
  readonly standing: Standing;
}

const [wanted] = process.argv.slice(2);
process.exitCode = wanted === undefined ? tellWeek() : await tellHour(wanted);

function tellWeek(): number {
  const lived = live();
  for (const stretch of stretchesOf(lived)) tellStretch(stretch);
  const right = lived.filter(isRight).length;
  say(`${right} of ${lived.length} hours are judged and shown as the script says.`);
  say('One of them with all its evidence: npm run demo:ops -- 20');
  return right === lived.length ? 0 : 1;
}

function live(): readonly LivedHour[] {
  const lived: LivedHour[] = [];
  let record: StateRecord | null = null;
  for (const hour of WEEK) {
    const facts = readStateInput(JSON.parse(JSON.stringify(hour.input)), `hour ${hour.hour}`);
    const context = { asOf: hour.at, coreGroups: ops.core_groups, signalFindings: [], floor: ops.signal_floor };
    const verdict = judgeState(facts, ops.thresholds, context);
    ({ record } = recordState(record, { verdict, facts }, ops.thresholds));
    lived.push({ hour, verdict, standing: record.standing });
  }
  return lived;
}

/** Whether an hour is judged as people decided, with just the rules that they named. */
function isRight({ hour, verdict, standing }: LivedHour): boolean {
  const unknown = hour.unknown === 'all' ? verdict.evidence.map(({ rule }) => rule) : hour.unknown;
  return (
    verdict.state === hour.judged &&
    standing.state === hour.shown &&
    verdict.fired.join() === hour.fired.join() &&
    verdict.unknown.join() === unknown.join()
  );
}

/** Hours in a row of which the same is told. */
function stretchesOf(lived: readonly LivedHour[]): readonly (readonly LivedHour[])[] {
  const stretches: LivedHour[][] = [];
  for (const each of lived) {
    const last = stretches.at(-1);
    const isSame = last?.[0]?.hour.why === each.hour.why && last[0].verdict.state === each.verdict.state;
    if (isSame) last.push(each);
    else stretches.push([each]);
  }
  return stretches;
}

function tellStretch(stretch: readonly LivedHour[]): void {
  const [first, last] = [stretch[0], stretch.at(-1)];
  if (first === undefined || last === undefined) return;
  const { hour, verdict } = first;
  const wrong = stretch.filter((each) => !isRight(each)).length;
  const hours = `hours ${hour.hour} to ${last.hour.hour}`;
  write(wrong === 0 ? '✓ ' : '✗ ', `${momentOf(hour.at)}, ${hours}: ${hour.why}`);
  if (wrong > 0) write('    ', `${wrong} of ${stretch.length} are not as the script says, which is ${hour.judged}`);
  const fired = verdict.evidence.find(({ truth }) => truth === (verdict.raisedBy === 'unknowns' ? 'unknown' : 'true'));
  const because = fired === undefined ? 'no rule fired' : `${fired.rule}: ${fired.found}; limit: ${fired.limit}`;
  const shown = [...new Set(stretch.map(({ standing }) => standing.state))].join(', then ');
  write('    ', `${verdict.state}, ${because}; the status issue shows ${shown}`);
  write('    → ', tellNext(last.standing, last.verdict, ops.incidents.roles));
}

/** Tells one hour by the program itself, at the moment of that hour. */
async function tellHour(number: string): Promise<number> {
  const hour = WEEK.find((each) => String(each.hour) === number);
  if (hour === undefined) {
    terminal.errors.write(`demo:ops: ${JSON.stringify(number)} is no hour\n  expected one of 0 to ${WEEK.length - 1}\n`);
    return 2;
  }
  const input = Readable.from([JSON.stringify(hour.input)]);
  return runProgram(['ops', 'state', '--input', '-'], { ...terminal, input, now: () => Date.parse(hour.at) });
}

/** `Mon 2026-03-23 08:00 UTC`. */
function momentOf(at: string): string {
  const day = new Date(at).toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' });
  return `${day} ${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function write(mark: string, text: string): void {
  const lines = hang(mark, text, { width: Math.min(terminal.output.columns, 100) });
  for (const line of lines) say(line.map((span) => span.text).join(''));
}

function say(text: string): void {
  terminal.output.write(`${text}\n`);
}
