import { EXIT } from '../exit-code.ts';
import { disarm } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { readBound } from './bound-reading.ts';
import { renderBoundJson, renderBoundText } from './bound-text.ts';
import { parseBoundOptions } from './options.ts';

/** `conclave adr for`: lists the decisions that bind a change, and asks where one may be missing; returns the exit code. */
export async function bindHere(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseBoundOptions(rawOptions, terminal);
  const report = await readBound(options, terminal.environment);
  terminal.output.write(options.json ? renderBoundJson(report) : renderBoundText(report, terminal.output));
  for (const note of options.json ? report.notes : []) terminal.errors.write(`conclave: ${disarm(note)}\n`);
  return EXIT.passed;
}
