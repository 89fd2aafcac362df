import type { WallEngineName, WallImage } from '../../backtest/wall/wall.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';
import { type BuildOptions, parseBuildOptions } from './options.ts';
import { noEngine, type SandboxPorts, wireSandbox } from './wire.ts';

/** `conclave sandbox build`: builds the image in which strategies run, or finds it; returns the exit code. */
export async function buildCommand(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseBuildOptions(rawOptions);
  const ports = wireSandbox(terminal);
  const { ready, unfit } = await ports.engines(options.engine);
  const [first] = ready;
  if (first === undefined) throw noEngine(options.engine, unfit);
  const begun = terminal.now();
  const { facts, bytes } = await buildFrom(options, first, { ports, terminal });
  const seconds = (terminal.now() - begun) / 1_000;
  const built = { engine: first.engine, image: facts, bytes };
  terminal.output.write(
    options.json
      ? `${JSON.stringify({ conclave_version: VERSION, ...built }, null, 2)}\n`
      : renderBuilt({ ...built, seconds }),
  );
  return EXIT.passed;
}

type Ready = Awaited<ReturnType<SandboxPorts['engines']>>['ready'][number];

/** Where nobody said from what, a registry that cannot be reached is no reason to give up. */
async function buildFrom(
  { from }: BuildOptions,
  { engine, program }: Ready,
  { ports, terminal }: { readonly ports: SandboxPorts; readonly terminal: Terminal },
): ReturnType<SandboxPorts['build']> {
  const tell = (step: string): void => terminal.errors.write(`${engine}: ${step}\n`);
  if (engine === 'bubblewrap' && from === 'registry') {
    throw new AppError('bad-input', 'bubblewrap takes no image of a registry', {
      where: '--from',
      expected: 'debian, or another engine',
    });
  }
  if (from !== null || engine === 'bubblewrap') return ports.build({ engine, program, source: from ?? 'debian', tell });
  const there = await ports.find(engine, program);
  if (there !== null) return there;
  try {
    return await ports.build({ engine, program, source: 'registry', tell });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'outside-failed') throw error;
    tell(`${error.message}\n  going on with packages of this distribution`);
    return buildInstead(error, () => ports.build({ engine, program, source: 'debian', tell }));
  }
}

/** When neither can be had, both reasons are told. */
async function buildInstead<T>(first: AppError, build: () => Promise<T>): Promise<T> {
  try {
    return await build();
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw new AppError(error.code, `${error.message}; and before: ${first.message}`, error.facts);
  }
}

interface Built {
  readonly engine: WallEngineName;
  readonly image: WallImage;
  readonly bytes: number;
  readonly seconds: number;
}

function renderBuilt({ engine, image, bytes, seconds }: Built): string {
  const { digest, python, node, packages } = image;
  const names = ['pandas', 'numpy', 'pytest', 'mypy', 'flake8', 'bandit'];
  const known = names.flatMap((name) => (packages[name] === undefined ? [] : [`${name} ${packages[name]}`]));
  const rows = [
    ['image', digest],
    ['for', engine],
    ['with', [`Python ${python ?? 'none'}`, `Node ${node ?? 'none'}`].join(', ')],
    ['packages', [...known, `${Object.keys(packages).length - known.length} more`].join(', ')],
    ['size', `${Math.round(bytes / 1_000_000)} MB, there after ${seconds.toFixed(1)} s`],
  ];
  return `${rows.map(([name, text]) => `${name?.padEnd(10)}${text}`).join('\n')}\n`;
}
