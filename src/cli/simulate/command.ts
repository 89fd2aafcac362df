import { CONFIG_PATH } from '../../config/config.ts';
import { BaseRecording } from '../../routing/pull-recording.ts';
import { simulate, totalOf } from '../../routing/simulation.ts';
import { EXIT } from '../exit-code.ts';
import { disarm } from '../gate/disarm.ts';
import { readTextFile } from '../gate/text-file.ts';
import { baseConfig, type ConfigSource, describeRows, expertsWith, readMatrix } from '../route/matrix-source.ts';
import { wireRecorder } from '../route/wire.ts';
import type { Terminal } from '../terminal.ts';
import { openProgram } from '../wire.ts';
import { parseSimulateOptions, type SimulateOptions } from './options.ts';
import { type Recordings, readRecordings, saveRecordings } from './recordings.ts';
import { renderSimulationJson, renderSimulationText } from './report.ts';
import type { Simulated } from './simulated.ts';

/** `conclave simulate`: shows what a changed configuration would have done to past pull requests; returns the exit code. */
export async function simulatePast(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseSimulateOptions(rawOptions, terminal);
  // A configuration that cannot be read is told before anything is asked of GitHub.
  const given = {
    after: await readGiven(options.config, '--config', terminal),
    before: options.against === null ? null : await readGiven(options.against, '--against', terminal),
  };
  const simulated = await run(options, given, terminal);
  terminal.output.write(
    options.json ? renderSimulationJson(simulated) : renderSimulationText(simulated, terminal.output),
  );
  return simulated.totals.refused > 0 ? EXIT.badInput : EXIT.passed;
}

interface Given {
  readonly after: ConfigSource;
  readonly before: ConfigSource | null;
}

async function run({ source }: SimulateOptions, given: Given, terminal: Terminal): Promise<Simulated> {
  const { base, pulls } = await readPulls(source, terminal);
  const program = openProgram();
  const names = { experts: expertsWith(base?.skills ?? []), findRules: null };
  const before = await readMatrix(given.before ?? baseConfig(base?.config ?? null), names, program);
  const after = await readMatrix(given.after, names, program);
  const simulated = simulate(pulls, before.routing, after.routing);
  const place = base === null ? `${CONFIG_PATH}, of which nothing is recorded,` : `${CONFIG_PATH} at ${base.branch}`;
  return {
    repository: pulls[0]?.repository ?? base?.repository ?? '',
    before: describeRows(before, given.before?.fileName ?? place),
    after: describeRows(after, given.after.fileName),
    pulls: simulated,
    totals: totalOf(simulated, before.routing, after.routing),
    warnings: after.routing.warnings,
  };
}

async function readPulls(source: SimulateOptions['source'], terminal: Terminal): Promise<Recordings> {
  if (source.kind === 'recorded') return readRecordings(source.folder, terminal.input);
  const recorder = wireRecorder({ ...source, hostUrl: null }, terminal.environment);
  const base = BaseRecording.parse(await recorder.recordBase(null));
  const pulls = await recorder.recordLast(source.count);
  if (source.save !== null) {
    await saveRecordings(source.save, { base, pulls });
    terminal.errors.write(disarm(`conclave: ${pulls.length} pull requests are kept in ${source.save}\n`));
  }
  return { base, pulls };
}

async function readGiven(file: string, option: string, { input }: Terminal): Promise<ConfigSource> {
  const holds = 'a configuration such as .github/conclave.yml';
  return { fileName: file === '-' ? 'standard input' : file, text: await readTextFile({ file, option, holds }, input) };
}
