/** A thread beside the rules, since a file that hangs holds up everything else in its process. */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { OVER_MEMORY } from './program.ts';

const PACE_MS = 200;
const STANDARD_ERROR = 2;

setInterval(() => {
  if (process.ppid !== Number(workerData.parent)) process.kill(process.pid, 'SIGKILL');
  if (process.memoryUsage.rss() <= Number(workerData.megabytes) * 1024 * 1024) return;
  writeSync(STANDARD_ERROR, OVER_MEMORY);
  process.kill(process.pid, 'SIGKILL');
}, PACE_MS);
