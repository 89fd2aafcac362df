import { EXIT } from '../exit-code.ts';
import { disarm } from '../gate/disarm.ts';
import { readTextFile } from '../gate/text-file.ts';
import type { Terminal } from '../terminal.ts';
import type { ConfigSource } from './matrix-source.ts';
import { isForRunner, parseRouteOptions, type RouteOptions } from './options.ts';
import { renderRouteJson } from './report-json.ts';
import { renderRouteMarkdown } from './report-markdown.ts';
import { renderRouteText } from './report-text.ts';
import type { Routed } from './routed.ts';
import { routeBranch } from './routed-branch.ts';
import { routePull } from './routed-pull.ts';
import { tellRunner, tellRunnerOfFailure } from './runner.ts';

/** `conclave route`: explains who must look at a change, how deeply, and why; returns the exit code. */
export async function route(rawOptions: unknown, terminal: Terminal): Promise<number> {
  try {
    const options = parseRouteOptions(rawOptions, terminal);
    const routed = await decide(options, terminal);
    terminal.output.write(render(routed, options.format, terminal));
    if (options.format === 'json') tellAside(routed, terminal);
    if (options.format === 'github') await tellRunner(routed, terminal);
    return EXIT.passed;
  } catch (error) {
    if (isForRunner(rawOptions, terminal.environment)) await tellRunnerOfFailure(error);
    throw error;
  }
}

async function decide(options: RouteOptions, terminal: Terminal): Promise<Routed> {
  const { source, told } = options;
  const given = await readGiven(options, terminal);
  return source.kind === 'branch'
    ? routeBranch({ source, told, given }, terminal)
    : routePull({ pull: source.pull, told, given }, terminal);
}

async function readGiven({ config }: RouteOptions, { input }: Terminal): Promise<ConfigSource | null> {
  if (config === null) return null;
  const named = { file: config, option: '--config', holds: 'a configuration such as .github/conclave.yml' };
  return { fileName: config === '-' ? 'standard input' : config, text: await readTextFile(named, input) };
}

function render(routed: Routed, format: RouteOptions['format'], { output }: Terminal): string {
  switch (format) {
    case 'json':
      return renderRouteJson(routed);
    case 'markdown':
      return disarm(renderRouteMarkdown(routed));
    case 'text':
    case 'github':
      return renderRouteText(routed, output);
    default:
      return format satisfies never;
  }
}

function tellAside({ routing, notes }: Routed, { errors }: Terminal): void {
  const warnings = routing.warnings.map(({ where, text, advice }) => `warning: ${where}: ${text}. ${advice}`);
  for (const line of [...warnings, ...notes]) errors.write(`conclave: ${disarm(line)}\n`);
}
