import { CONFIG_PATH } from '../../config/config.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { PullRecorder } from '../../ports/pull-recorder.ts';
import { decideRoute } from '../../routing/decide-route.ts';
import { factsOfRecording, type PullRecording } from '../../routing/pull-recording.ts';
import type { Route } from '../../routing/route.ts';
import type { RouteFacts } from '../../routing/route-facts.ts';
import type { PullName } from '../gate/pull-name.ts';
import type { Terminal } from '../terminal.ts';
import { openProgram } from '../wire.ts';
import { baseConfig, type ConfigSource, describeRows, expertsWith, readMatrix } from './matrix-source.ts';
import type { ToldFacts } from './options.ts';
import type { Routed } from './routed.ts';
import { wireRecorder } from './wire.ts';

/** What is routed at GitHub. */
export interface PullOrder {
  readonly pull: PullName;
  readonly told: ToldFacts;
  /** Null for the configuration of the base. */
  readonly given: ConfigSource | null;
}

/** Routes a pull request as GitHub tells it now. */
export async function routePull({ pull, told, given }: PullOrder, terminal: Terminal): Promise<Routed> {
  const recorder = wireRecorder(pull, terminal.environment);
  const subject = `${pull.owner}/${pull.name}#${pull.number}`;
  const recording = await recorder.record(pull.number);
  if (recording === null) throw gone(subject);
  if (recording.files_missing !== null) throw cut(subject, recording.files_missing);
  const base = await recorder.recordBase(recording.base);
  const names = { experts: expertsWith(base.skills), findRules: null };
  const readable = await readMatrix(given ?? baseConfig(base.config), names, openProgram());
  const { routing } = readable;
  const facts = replaceTold(recording, told);
  const route = decideRoute(facts, routing.matrix, routing.known);
  return {
    subject,
    head: null,
    rowsFrom: describeRows(readable, given === null ? `${CONFIG_PATH} at ${base.branch}` : given.fileName),
    facts,
    route,
    routing,
    budgetUsd: readable.config.committee.budget_usd,
    notes: [...notesOn(recording), ...(await findMissingTeams(route, recorder))],
  };
}

function replaceTold(recording: PullRecording, told: ToldFacts): RouteFacts {
  const facts = factsOfRecording(recording);
  return {
    ...facts,
    labels: told.labels ?? facts.labels,
    title: told.title ?? facts.title,
    author: told.author ?? facts.author,
    baseBranch: told.baseBranch ?? facts.baseBranch,
  };
}

function notesOn({ state }: PullRecording): readonly string[] {
  return state === 'open' ? [] : [`the pull request is ${state}; this is what a review of it would be now`];
}

async function findMissingTeams({ teams }: Route, recorder: PullRecorder): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const team of teams) {
    const isThere = await recorder.hasTeam(team);
    if (isThere === false)
      notes.push(`there is no team ${team}, or the token may not see it: its review cannot be requested`);
    if (isThere === null)
      notes.push(`whether there is a team ${team} could not be read, for which a token needs members: read`);
  }
  return notes;
}

function gone(subject: string): AppError {
  return new AppError('bad-input', `there is no pull request ${subject}, perhaps not any more`, {
    where: '--pr',
    expected: 'a pull request that is there',
  });
}

/** A row on "nothing else" would match what was cut off. */
function cut(subject: string, why: string): AppError {
  return new AppError('outside-failed', `${subject} cannot be routed: ${why}`, {
    expected: 'a list of all files that it touches',
    advice: 'In a checkout: conclave route --base REF reads all of them.',
  });
}
