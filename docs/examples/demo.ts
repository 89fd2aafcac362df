/**
 * `npm run demo`: from an opened pull request to its verdict, all the way. A GitHub of our own on loopback tells the
 * real app of two pull requests to the example repository `momentum`; the app keeps its things in an embedded
 * PostgreSQL and judges by the evidence rules alone. It needs git, and no key, no account, no network; it leaves one
 * page behind, under `committee/demo` or in the folder that it was given.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, isAppError, renderError } from '../../src/kernel/app-error.ts';
import type { Pull } from '../../test/fakes/github/world.ts';
import { command, findingCalled, type Opening, openPull, type Play, redeliver } from './demo/acts.ts';
import { type Narrator, narrate } from './demo/narrator.ts';
import { renderPage } from './demo/page.ts';
import { openStage, type Stage } from './demo/stage.ts';

const HOME = process.env.INIT_CWD ?? process.cwd();
const OUT = resolve(HOME, process.argv[2] ?? join(import.meta.dirname, '..', '..', 'committee', 'demo'));

const LEAKY: Opening = {
  title: 'feat(features): short-horizon features and a quick depth search',
  author: 'ada',
  head: 'leaky',
  conclusion: 'failure',
  body: `Adds fast features beside the slow momentum ones, and \`--search\` to pick the tree depth in seconds.

- \`short_horizon_features\`: returns over a few bars, the gap to the entry price, the slope of a smoothed close
- \`pick_depth\`: scores four depths on a quick sample
- \`screen\`: ranks candidate signals before the full runs

All tests pass.`,
};

const SOUND: Opening = {
  title: 'feat(features): momentum scaled by trailing volatility',
  author: 'ada',
  head: 'clean',
  conclusion: 'action_required',
  body: `Divides each momentum by the volatility of the last 48 bars, so that calm and wild markets compare.

The window stands in \`config/training.yml\`; rows stay empty until it is full. The plan is
\`documentation/reviews/2026-05-12-momentum-lookback-plan.md\`.

Closes #7`,
};

const REASON = 'screen() only ranks candidates; every run that counts pays the fee of config/backtest.yml.';

/** How long a signal may take to come twice although it was sent once. */
const MOMENT_MS = 1_000;

await main();

async function main(): Promise<void> {
  const stop = new AbortController();
  const narrator = narrate();
  listenForSignals((code) => {
    process.exitCode = code;
    narrator.plain('\nstopping in order …');
    stop.abort();
  });
  try {
    await run(narrator, stop.signal);
  } catch (error) {
    // A signal that came while git ran is heard a moment later.
    await sleep(10);
    if (!stop.signal.aborted) process.stderr.write(`\nthe demo failed: ${describe(error)}\n`);
    process.exit(process.exitCode ?? 1);
  }
}

async function run(narrator: Narrator, signal: AbortSignal): Promise<void> {
  narrator.plain('From an opened pull request to its verdict: no key, no account, no network.\n');
  const path = await perform(narrator, signal);
  narrator.plain(closingWords(path));
}

/** Returns the path of the page; the stage is struck by then. */
async function perform(narrator: Narrator, signal: AbortSignal): Promise<string> {
  await using stage = await openStage();
  signal.throwIfAborted();
  introduce(stage, narrator);
  const play = { stage, narrator, signal };
  const pulls = await playAll(play);
  const troubles = stage.troubles();
  if (troubles.length > 0) throw new AppError('broken', `the app or GitHub complained: ${troubles.join('; ')}`);
  mkdirSync(OUT, { recursive: true });
  const path = join(OUT, 'conversation.html');
  writeFileSync(path, renderPage(stage.github, pulls));
  return path;
}

function introduce({ github, app, home }: Stage, narrator: Narrator): void {
  narrator.fact(
    'runs',
    `a GitHub of our own on ${github.url}, which holds each request against GitHub's API description`,
  );
  narrator.fact('runs', `the app on ${app.url}, in rehearsal: evidence rules alone, no language model`);
  narrator.fact('runs', `its PostgreSQL in ${home}`);
}

async function playAll(play: Play): Promise<readonly Pull[]> {
  const { narrator, stage } = play;
  narrator.act('1 · ada opens a pull request with planted faults');
  const leaky = await openPull(play, LEAKY);
  narrator.act('2 · ada opens a sound one');
  const sound = await openPull(play, SOUND);
  const name = (which: string) => findingCalled(which, stage.github.conversation(leaky));
  const [blocker, change] = [name('B1'), name('C1')];
  narrator.act(`3 · mia, a maintainer, asks: /conclave explain ${blocker}`);
  await command(play, leaky, { author: 'mia', words: `/conclave explain ${blocker}` });
  narrator.act(`4 · mia decides: /conclave waive ${change} <reason>`);
  await command(play, leaky, { author: 'mia', words: `/conclave waive ${change} ${REASON}` });
  narrator.act('5 · GitHub delivers the first event once more');
  await redeliver(play, [leaky, sound]);
  return [leaky, sound];
}

function closingWords(path: string): string {
  return `
Everything has stopped; nothing is left but the page, which shows both conversations as GitHub would:
  ${relative(HOME, path)}

The same review in a terminal:
  npm run -s conclave -- review --diff docs/examples/momentum/changes/leaky.diff --repo docs/examples/momentum --rehearsal

With language models, ten seats (five skills, two models each) read the change and examine each other's claims:
  export MISTRAL_API_KEY=… GOOGLE_GENERATIVE_AI_API_KEY=…
  npm run -s conclave -- review --repo ../your-repository --base main

The app on a GitHub of yours: npm start`;
}

/**
 * The first signal ends the demo in order. npm hands on a Ctrl-C that the terminal sent here too, so that only one that
 * comes later is a second one; it ends the demo at once, and the stage is struck all the same.
 */
function listenForSignals(onFirst: (exitCode: number) => void): void {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  let first: number | null = null;
  for (const [name, code] of Object.entries(codes))
    process.on(name, () => {
      if (first === null) {
        first = performance.now();
        onFirst(code);
      } else if (performance.now() - first > MOMENT_MS) process.exit(code);
    });
}

function describe(error: unknown): string {
  if (isAppError(error)) return renderError(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
