import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type Figure, median } from '../figure.ts';
import { runNodeWell } from '../process.ts';

const ROUNDS = 9;

const Place = z.object({ url: z.string(), token: z.string(), event: z.string() });

/** From the start of the built program on a webhook's event to its exit, with GitHub on loopback. */
export async function measureEvent(installed: string): Promise<readonly Figure[]> {
  const github = spawn(process.execPath, [join(import.meta.dirname, 'github-process.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(createInterface(github.stdout), 'line');
    const { url, token, event } = Place.parse(JSON.parse(String(line)));
    const environment = {
      ...{ GITHUB_ACTIONS: 'true', GITHUB_API_URL: url, GITHUB_SERVER_URL: url, GITHUB_TOKEN: token },
      GUARDRAILS_KILL_SWITCH: 'false',
    };
    const gate = () => runNodeWell([installed, 'gate', '--event', event, '--json'], environment).ms;
    // Both take turns, so that a burst of load meets both.
    const rounds = Array.from({ length: ROUNDS }, () => ({ gate: gate(), nothing: runNodeWell(['-e', '0']).ms }));
    return [
      {
        what: 'conclave gate --event, from cold start to exit',
        measured: median(rounds.map((round) => round.gate)),
        bound: 400,
        unit: 'ms',
        alternative: { what: 'node -e 0', measured: median(rounds.map(({ nothing }) => nothing)) },
      },
    ];
  } finally {
    github.kill();
  }
}
