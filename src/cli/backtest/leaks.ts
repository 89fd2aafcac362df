import { z } from 'zod';
import { renderLeakReport } from '../../backtest/artefacts/terminal/terminal-proof.ts';
import { proveOverFiles } from '../../flows/backtest/prove-over-files.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import { writeOut } from '../out-file.ts';
import type { Terminal } from '../terminal.ts';
import { absolute, parseRunOptions, RawRunOptions } from './options.ts';
import { readConfigFile } from './run-config.ts';
import { parseWallOptions, RawWallOptions } from './wall-options.ts';
import { watched } from './watch.ts';
import { standWanted, wireBacktests } from './wire.ts';

const Raw = RawRunOptions.extend({ out: z.string().optional(), ...RawWallOptions.shape });

const EXITS = { clean: EXIT.passed, leak: EXIT.failed, not_proven: EXIT.inconclusive } as const;

/** `conclave backtest leaks`: proves that no decision of a strategy saw a later bar; returns the exit code. */
export async function leaksCommand(strategy: string, rawOptions: unknown, terminal: Terminal): Promise<number> {
  const raw = Raw.parse(rawOptions);
  const { json, config, ...order } = parseRunOptions(strategy, raw, { command: 'backtest leaks', terminal });
  const full = { ...order, config: await readConfigFile(config, terminal) };
  const wall = parseWallOptions(raw, [order.strategy]);
  const proven = await watched(terminal, async (watcher) =>
    proveOverFiles(full, wireBacktests(terminal, await standWanted(wall, terminal)), watcher),
  );
  if (proven.kind === 'interrupted') return proven.exitCode;
  const proof = proven.result;
  const text = `${JSON.stringify(proof, null, 2)}\n`;
  if (raw.out !== undefined) await writeOut(absolute(raw.out, terminal), text, 'the proof');
  const { output } = terminal;
  output.write(
    json ? disarmJson(text) : disarm(renderLeakReport(proof, { colour: output.colours, width: output.columns })),
  );
  return EXITS[proof.answer];
}
