import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ActionFile, type RunStep, readActionFile, type UsesStep } from '../action-file.ts';
import { type Contexts, fillExpressions, holdsCondition } from './expression.ts';
import { runScript } from './script.ts';
import { type Annotation, readCommands } from './workflow-command.ts';

/** The job in which an action runs, as its workflow and its event make it. */
export interface Job {
  /** The context `github`; `token` among it. */
  readonly github: Readonly<Record<string, unknown>>;
  /** `GITHUB_WORKSPACE`, where steps run and where `./` leads. */
  readonly workspace: string;
  /** `RUNNER_TEMP`. */
  readonly temp: string;
  /** Variables of the runner and of the workflow. */
  readonly environment: Readonly<Record<string, string>>;
  /** Actions of others that would have to be fetched, by name without their commit: what they do with their inputs. */
  readonly elsewhere?: Readonly<Record<string, (inputs: Readonly<Record<string, string>>) => void>>;
}

/** What became of an action. */
export interface ActionRun {
  readonly conclusion: 'success' | 'failure';
  /** Exit code of the last step that ran a script; null when none did. */
  readonly exitCode: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  /** The job summary, of all steps one after the other. */
  readonly summary: string;
  readonly log: readonly string[];
}

/** Runs the composite action of a folder step by step, as a runner of GitHub does. */
export async function runAction(
  folder: string,
  inputs: Readonly<Record<string, string>>,
  job: Job,
): Promise<ActionRun> {
  const action = readActionFile(folder);
  const { values, unexpected } = readInputs(action, inputs, job);
  const state: State = {
    steps: {},
    environment: { ...job.environment },
    failed: false,
    run: { ...NOTHING, annotations: unexpected },
  };
  for (const step of action.runs.steps) await runStep(step, { folder, inputs: values, state, job });
  const contexts = { inputs: values, github: job.github, steps: state.steps, env: state.environment };
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, fillExpressions(value, contexts)]);
  return { ...state.run, conclusion: state.failed ? 'failure' : 'success', outputs: Object.fromEntries(outputs) };
}

interface State {
  readonly steps: Record<string, unknown>;
  environment: Record<string, string>;
  failed: boolean;
  run: Omit<ActionRun, 'conclusion' | 'outputs'>;
}

interface Place {
  readonly folder: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly state: State;
  readonly job: Job;
}

const NOTHING: State['run'] = { exitCode: null, annotations: [], summary: '', log: [] };

/** A required input that is missing is empty, as on a runner, which only says that an input is unexpected. */
function readInputs({ inputs: known }: ActionFile, given: Readonly<Record<string, string>>, { github }: Job) {
  const values = Object.entries(known).map(([name, { default: text = '' }]) => [
    name,
    given[name] ?? fillExpressions(text, { github }),
  ]);
  const strange = Object.keys(given).filter((name) => !(name in known));
  const message = `Unexpected input(s) '${strange.join("', '")}', valid inputs are ['${Object.keys(known).join("', '")}']`;
  const unexpected: readonly Annotation[] = strange.length === 0 ? [] : [{ level: 'warning', message }];
  return { values: Object.fromEntries(values), unexpected };
}

async function runStep(step: RunStep | UsesStep, place: Place): Promise<void> {
  const { inputs, state, job } = place;
  const env = { ...state.environment };
  const contexts: Contexts = { inputs, github: { ...job.github, action_path: place.folder }, steps: state.steps, env };
  if (!holdsCondition(step.if, contexts, state.failed)) return;
  for (const [name, text] of Object.entries(step.env ?? {})) env[name] = fillExpressions(text, contexts);
  const done = 'run' in step ? await runOwn(step, place, env) : await runOther(step, place, { contexts, env });
  const forgiven = 'run' in step && step['continue-on-error'] === true;
  state.failed ||= done.failed && !forgiven;
  if (step.id === undefined) return;
  const outcome = done.failed ? 'failure' : 'success';
  state.steps[step.id] = { outputs: done.outputs, outcome, conclusion: forgiven ? 'success' : outcome };
}

interface Done {
  readonly failed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

async function runOwn(
  step: RunStep,
  { folder, state, job }: Place,
  env: Readonly<Record<string, string>>,
): Promise<Done> {
  const environment = { ...env, GITHUB_ACTION_PATH: folder, RUNNER_TEMP: job.temp };
  const at = join(job.workspace, step['working-directory'] ?? '.');
  const done = await runScript(step, { folder: at, environment, temp: job.temp });
  const { annotations, unknown } = readCommands(done.log);
  if (unknown.length > 0) throw new Error(`no workflow command: ${unknown.join('; ')}`);
  const path = [...done.path.toReversed(), state.environment.PATH ?? ''].join(':');
  state.environment = { ...state.environment, ...done.environment, PATH: path };
  const failed = done.exitCode !== 0;
  const closing = failed
    ? [{ level: 'error' as const, message: `Process completed with exit code ${done.exitCode}.` }]
    : [];
  state.run = {
    exitCode: done.exitCode,
    annotations: [...state.run.annotations, ...annotations, ...closing],
    summary: state.run.summary + summaryOf(done.summary),
    log: [...state.run.log, ...done.log],
  };
  return { failed, outputs: done.outputs };
}

/** GitHub leaves out a summary that is larger. */
function summaryOf(text: string): string {
  if (Buffer.byteLength(text) <= 1024 * 1024) return text;
  throw new Error('$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k');
}

async function runOther(
  step: UsesStep,
  { state, job }: Place,
  { contexts, env }: { readonly contexts: Contexts; readonly env: Readonly<Record<string, string>> },
): Promise<Done> {
  if (!step.uses.startsWith('./')) return runElsewhere(step, job, contexts);
  const folder = join(job.workspace, step.uses);
  if (!existsSync(join(folder, 'action.yml'))) {
    throw new Error(`Can't find 'action.yml' under '${folder}'. Did you forget to run actions/checkout before?`);
  }
  const inputs = Object.entries(step.with ?? {}).map(([name, text]) => [name, fillExpressions(text, contexts)]);
  const done = await runAction(folder, Object.fromEntries(inputs), { ...job, environment: env });
  state.run = {
    exitCode: done.exitCode ?? state.run.exitCode,
    annotations: [...state.run.annotations, ...done.annotations],
    summary: state.run.summary + done.summary,
    log: [...state.run.log, ...done.log],
  };
  return { failed: done.conclusion === 'failure', outputs: done.outputs };
}

function runElsewhere(step: UsesStep, { elsewhere }: Job, contexts: Contexts): Done {
  const run = elsewhere?.[step.uses.split('@')[0] ?? ''];
  if (run === undefined) throw new Error(`${step.uses} would have to be fetched`);
  const inputs = Object.entries(step.with ?? {}).map(([name, text]) => [name, fillExpressions(text, contexts)]);
  run(Object.fromEntries(inputs));
  return { failed: false, outputs: {} };
}
