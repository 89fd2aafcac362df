/**
 * The app as a test starts it in a process of its own: the real program, with a look at every step of its stories. It
 * says on standard output, one JSON object a line, when it listens and what its steps do; when the effect of the step
 * that `DIE_AT` names is done, and before that is on record, it kills itself without a word to anybody; it does so only
 * once it was told to by the signal SIGUSR2, or from its start with `ARMED`. With `SILENT` it says nothing of its steps.
 */
import { flushCompileCache } from 'node:module';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { wfQueueRunner } from '@dbos-inc/dbos-sdk/internal/wfqueue';
import { startApp } from '../../../app/app.ts';
import { createLog } from '../../../app/log.ts';
import { readAppSettings } from '../../../app/settings.ts';
import type { Journal } from '../../../src/ports/journal.ts';

hurry(wfQueueRunner.constructor);
stopClock();
const settings = readAppSettings(process.env);
const dieAt = process.env.DIE_AT;
let isArmed = process.env.ARMED === 'true';
process.on('SIGUSR2', () => {
  isArmed = true;
  tell({ armed: true });
});
const app = await startApp({
  settings,
  environment: process.env,
  log: createLog({ ...settings.log, write: (line) => process.stderr.write(line) }),
  onGone: (why) => {
    tell({ gone: why.message });
    process.exit(4);
  },
  quietMs: 250,
  around: watch,
});
tell({ url: app.url, invitation: app.invitation });
// Now, since most tests end an app by killing it.
flushCompileCache();
process.on('SIGTERM', () => {
  void app.stop().then(() => process.exit(0));
});

/** The engine looks for stories that were put off and are due once a second; tests would spend most of their time so. */
function hurry(runner: object): void {
  if (!('transitionIntervalMs' in runner)) throw new Error('the engine has no such pace any more');
  runner.transitionIntervalMs = 200;
}

/** Tests tell the rounds; one that the clock tells would come into the midst of them, at some minutes of the hour. */
function stopClock(): void {
  const apply = DBOS.applySchedules.bind(DBOS);
  DBOS.applySchedules = async (rounds) => {
    await apply(rounds);
    for (const { scheduleName } of rounds) await DBOS.pauseSchedule(scheduleName);
  };
}

/** A step is at its beginning before its effect, and done when the effect is there but not yet on record. */
function watch(journal: Journal): Journal {
  return {
    step: async (name, effect) => {
      const result = await journal.step(name, async () => {
        reach(`${name}: begins`);
        const value = await effect();
        reach(`${name}: done`);
        return value;
      });
      reach(`${name}: on record`);
      return result;
    },
  };
}

function reach(moment: string): void {
  if (process.env.SILENT !== 'true') tell({ moment });
  if (isArmed && dieAt !== undefined && isOf(moment, `${dieAt}: done`)) process.kill(process.pid, 'SIGKILL');
}

/** `#N` and `KEY` stand for what differs from one pull request to the next. */
function isOf(moment: string, pattern: string): boolean {
  return moment.replace(/#\d+/, '#N').replace(/ of [0-9a-f]{8}:/, ' of KEY:') === pattern;
}

function tell(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
