import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A Prometheus of Debian that runs for a test, with the series that it was started with. */
export interface StartedPrometheus {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a Prometheus on a free port with dated series in OpenMetrics text; it scrapes nothing. */
export async function startPrometheus(openMetrics: string): Promise<StartedPrometheus> {
  const home = await mkdtemp(join(tmpdir(), 'conclave-prometheus-'));
  const series = join(home, 'series.om');
  const configuration = join(home, 'prometheus.yml');
  const data = join(home, 'data');
  await writeFile(series, openMetrics);
  await writeFile(configuration, 'global: {}\n');
  // In blocks of their usual two hours, months would take many seconds.
  await promisify(execFile)('promtool', [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    '--max-block-duration=8760h',
    series,
    data,
  ]);
  const child = spawn(
    'prometheus',
    [
      `--config.file=${configuration}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y',
      '--web.listen-address=127.0.0.1:0',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const stop = async () => {
    await end(child);
    await rm(home, { recursive: true, force: true });
  };
  try {
    return { url: `http://${await readAddress(child)}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** It says first where it listens, and then that it can be asked. */
function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Prometheus ended before it was ready:\n${words}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words = `${words}${text}`.slice(-20_000);
      const address = /msg="Listening on" address=(\S+)\s/.exec(words)?.[1];
      if (address !== undefined && words.includes('Server is ready to receive web requests')) resolve(address);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
