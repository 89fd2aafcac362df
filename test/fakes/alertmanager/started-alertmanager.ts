import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An Alertmanager of Debian that runs for a test. */
export interface StartedAlertmanager {
  readonly url: string;
  /** Tells it of alerts, as Prometheus does. */
  tell(alerts: readonly ToldAlert[]): Promise<void>;
  stop(): Promise<void>;
}

/** An alert as `/api/v2/alerts` takes it. */
export interface ToldAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

/** Starts an Alertmanager with a configuration on a free port; it says on which. */
export async function startAlertmanager(configuration: string): Promise<StartedAlertmanager> {
  const home = await mkdtemp(join(tmpdir(), 'conclave-alertmanager-'));
  await writeFile(join(home, 'alertmanager.yml'), configuration);
  const child = spawn(
    'prometheus-alertmanager',
    [
      `--config.file=${join(home, 'alertmanager.yml')}`,
      `--storage.path=${join(home, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
      // Others of its kind are of no use here.
      '--cluster.listen-address=',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const stop = async () => {
    await end(child);
    await rm(home, { recursive: true, force: true });
  };
  try {
    const url = `http://${await readAddress(child)}`;
    return { url, stop, tell: (alerts) => tell(url, alerts) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Alertmanager ended before it listened:\n${words}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words = `${words}${text}`.slice(-20_000);
      const address = /msg="Listening on" address=(\S+)\s/.exec(words)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}

async function tell(url: string, alerts: readonly ToldAlert[]): Promise<void> {
  const response = await fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts),
  });
  if (!response.ok) throw new Error(`Alertmanager takes no alerts: ${response.status} ${await response.text()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
