import type { WallEngineName } from '../../backtest/wall/wall.ts';
import { isAppError } from '../../kernel/app-error.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';
import { type EngineStanding, isStanding, lackOf } from './engine-standing.ts';
import { type ProbeOptions, parseProbeOptions } from './options.ts';
import { renderStandings } from './standing-text.ts';
import { type SandboxPorts, wireSandbox } from './wire.ts';

/** In the order in which an engine is taken. */
const ENGINES: readonly WallEngineName[] = ['docker', 'podman', 'bubblewrap'];

/** `conclave sandbox probe`: tries out what the wall of each engine holds; returns the exit code. */
export async function probeCommand(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseProbeOptions(rawOptions);
  const { engine, allowWeaker, json } = options;
  const ports = wireSandbox(terminal);
  const standings: EngineStanding[] = [];
  // One after the other, since a probe measures what the machine gives it.
  for (const each of engine === 'auto' ? ENGINES : [engine]) standings.push(await standingOf(each, ports));
  const exitCode = standings.some((each) => isStanding(each, allowWeaker)) ? EXIT.passed : EXIT.outsideFailed;
  terminal.output.write(
    json ? renderJson(standings, options, exitCode) : renderStandings(standings, allowWeaker, terminal.output),
  );
  return exitCode;
}

async function standingOf(engine: WallEngineName, { measure }: SandboxPorts): Promise<EngineStanding> {
  try {
    const { wall } = await measure(engine);
    return { kind: 'measured', engine, wall };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'outside-failed') throw error;
    return { kind: 'none', engine, why: error.message, advice: error.facts.advice ?? null };
  }
}

function renderJson(standings: readonly EngineStanding[], { allowWeaker }: ProbeOptions, exitCode: number): string {
  const engines = standings.map((each) => ({
    engine: each.engine,
    stands: isStanding(each, allowWeaker),
    lacks: lackOf(each, allowWeaker),
    ...(each.kind === 'measured' ? { wall: each.wall, why: null } : { wall: null, why: each.why }),
  }));
  return `${JSON.stringify({ conclave_version: VERSION, exit_code: exitCode, allowed: allowWeaker, engines }, null, 2)}\n`;
}
