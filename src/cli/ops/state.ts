import { stateFacts } from '../../flows/ops/facts.ts';
import type { JudgedState, PublishedState } from '../../flows/ops/publish-state.ts';
import { stateOf } from '../../flows/ops/state-of.ts';
import { nextStepOfState } from '../../ops/next-step.ts';
import type { StateFacts } from '../../ops/state/facts.ts';
import { readStateInput } from '../../ops/state/input.ts';
import { disarm } from '../gate/disarm.ts';
import { countOf } from '../knowledge/count.ts';
import type { Terminal } from '../terminal.ts';
import { judgeGiven } from './given-state.ts';
import { type OpsGround, openGround } from './ground.ts';
import { parseInput, readInputFile } from './input-file.ts';
import { minutesAfter } from './moment.ts';
import { isForRunner, parseStateOptions, type StateOptions } from './options.ts';
import { exitCodeOfState } from './state-exit.ts';
import { renderStateJson } from './state-json.ts';
import { renderStateMarkdown } from './state-markdown.ts';
import { renderStateText } from './state-text.ts';
import type { AskedSignals, ToldState } from './told-state.ts';
import { tellStep } from './told-step.ts';
import { withSources } from './wire.ts';

/** `conclave ops state`: says how the whole house is and what to do next; returns the exit code. */
export async function stateCommand(rawOptions: unknown, terminal: Terminal): Promise<number> {
  try {
    return await judgeAndTell(parseStateOptions(rawOptions, terminal), terminal);
  } catch (error) {
    if (isForRunner(rawOptions)) {
      const { tellRunnerOfFailure } = await import('./runner.ts');
      await tellRunnerOfFailure(error);
    }
    throw error;
  }
}

async function judgeAndTell(options: StateOptions, terminal: Terminal): Promise<number> {
  const ground = await openGround(options, options.input !== null, terminal);
  const { told, facts, unreachable } = await findState(options, ground, terminal);
  const exitCode = exitCodeOfState(told.verdict, { failOn: options.failOn, unreachable });
  terminal.output.write(render(told, exitCode, { format: options.format, output: terminal.output }));
  if (ground.note !== null) terminal.errors.write(`conclave: ${ground.note}\n`);
  if (unreachable) terminal.errors.write(`conclave: ${UNREACHABLE}\n`);
  const kept = options.keepsIssue ? await keepIssue({ ops: ground.ops, verdict: told.verdict, facts }, terminal) : null;
  if (options.format === 'github') {
    const { tellRunner } = await import('./runner.ts');
    await tellRunner({ told, issue: kept?.issue?.number ?? null }, exitCode, terminal);
  }
  return exitCode;
}

async function keepIssue(
  judged: Pick<JudgedState, 'ops' | 'verdict' | 'facts'>,
  terminal: Terminal,
): Promise<PublishedState> {
  const { keepStatusIssue } = await import('./status-issue.ts');
  return keepStatusIssue(judged, terminal);
}

const UNREACHABLE =
  'no source could be reached, so all that they were asked is unknown; “conclave ops signals” says what each said';

interface FoundHere {
  readonly told: ToldState;
  readonly facts: StateFacts;
  /** Whether there are sources, and not one of them answered. */
  readonly unreachable: boolean;
}

async function findState({ input }: StateOptions, ground: OpsGround, terminal: Terminal): Promise<FoundHere> {
  const at = new Date(terminal.now());
  const { ops, name } = ground;
  const beside = { subject: name, validUntil: minutesAfter(at.toISOString(), ops.valid_minutes) };
  if (input !== null) {
    const file = await readInputFile(input, 'the figures of a state as JSON', terminal);
    const facts = readStateInput(parseInput(file), file.name);
    const verdict = judgeGiven(facts, ops, at);
    const next = tellStep(nextStepOfState(verdict), ops.incidents.roles);
    const told = { ...beside, verdict, next, from: `figures of ${file.name}`, asked: {} };
    return { told, facts, unreachable: false };
  }
  const found = await withSources(terminal, (sources) => stateOf({ ops, sources, at }));
  const next = tellStep(nextStepOfState(found.verdict), ops.incidents.roles);
  const count = Object.keys(ops.sources).length;
  const from = `${countOf(found.requests, 'request')} to ${countOf(count, 'source')}`;
  return {
    told: { ...beside, verdict: found.verdict, next, from, asked: askedOf(ground) },
    facts: stateFacts(found.readings, ops),
    unreachable: found.allUnreachable,
  };
}

function askedOf({ ops }: OpsGround): AskedSignals {
  return Object.fromEntries(
    Object.entries(ops.signals).flatMap(([name, signal]) =>
      signal === undefined ? [] : [[name, { source: signal.source, query: signal.query }]],
    ),
  );
}

interface Rendering extends Pick<StateOptions, 'format'>, Pick<Terminal, 'output'> {}

function render(told: ToldState, exitCode: number, { format, output }: Rendering): string {
  switch (format) {
    case 'text':
    case 'github':
      return renderStateText(told, output);
    case 'json':
      return `${renderStateJson(told, exitCode)}\n`;
    case 'markdown':
      return disarm(renderStateMarkdown(told));
    default:
      return format satisfies never;
  }
}
