import { isBuiltin } from 'node:module';
import { type InputOptions, type OutputChunk, type OutputOptions, type Plugin, rolldown } from 'rolldown';
import { AppError } from '../../src/kernel/app-error.ts';
import { withoutLanguageTable } from './language-table.ts';

/** Packages that a library would load for a thing we never ask of it: Mistral's realtime voice, PostgreSQL in C. */
const leftOut = ['livekit-client', 'pg-native'];

/** A module that stands in for one whose services are never asked for. */
interface StandIn {
  readonly names: readonly string[];
  readonly text: string;
}

const standIns: readonly StandIn[] = [
  {
    // The SDK's own gateway looks for a token of its host; we never ask it, and nothing here should read such a token.
    names: ['@vercel/oidc'],
    text: `
      const refuse = () => { throw new Error('the gateway is not part of this program'); };
      export { refuse as getContext, refuse as getVercelOidcToken };
    `,
  },
  {
    // The toolkit of Actions fetches identity tokens with an HTTP client of half a megabyte; we never ask for one.
    names: ['@actions/http-client', '@actions/http-client/lib/auth'],
    text: `
      class Refused { constructor() { throw new Error('identity tokens are not part of this program'); } }
      export { Refused as HttpClient, Refused as BearerCredentialHandler };
    `,
  },
];

const withStandIns: Plugin = {
  name: 'with-stand-ins',
  resolveId: (id) => (standIns.some(({ names }) => names.includes(id)) ? `\0${id}` : null),
  load: (id) => standIns.find(({ names }) => names.some((name) => id === `\0${name}`))?.text ?? null,
};

const input: InputOptions = {
  input: {
    conclave: 'src/cli/start.ts',
    // Programs that the first one starts, in a process and a thread of their own.
    'scan-worker': 'src/adapters/scan/worker.ts',
    'scan-watcher': 'src/adapters/scan/watcher.ts',
    'strategy-host': 'src/adapters/sandbox/strategy-host/child.ts',
    'backtest-engine': 'src/adapters/sandbox/engine/program.ts',
  },
  platform: 'node',
  external: leftOut,
  plugins: [withStandIns, withoutLanguageTable],
};

/** What a command does not need (the language model libraries for `--help`) stays in chunks that are never read. */
const output: OutputOptions = {
  format: 'esm',
  // Names of functions and classes stay as written, so that a stack trace from a user can be read.
  minify: { compress: true, mangle: { keepNames: true }, codegen: true },
  chunkFileNames: '[name]-[hash].js',
};

/** Bundles the program into a folder and returns the folders of the packages whose code went in. */
export async function bundleProgram(root: string, folder: string): Promise<readonly string[]> {
  const bundle = await rolldown({ ...input, cwd: root });
  const written = await bundle.write({ ...output, dir: folder });
  await bundle.close();
  const chunks = written.output.filter((file) => file.type === 'chunk');
  refuseOutsideImports(chunks);
  return listPackages(chunks.flatMap((chunk) => chunk.moduleIds));
}

/** The packed program installs nothing else, so every import must be of Node itself or of a file beside it. */
function refuseOutsideImports(chunks: readonly OutputChunk[]): void {
  const known = new Set([...chunks.map((chunk) => chunk.fileName), ...leftOut]);
  for (const chunk of chunks) {
    const outside = [...chunk.imports, ...chunk.dynamicImports].find((name) => !known.has(name) && !isBuiltin(name));
    if (outside === undefined) continue;
    throw new AppError('broken', `"${outside}" was left out of the bundle`, {
      where: chunk.fileName,
      expected: 'only modules of Node and files of the bundle',
      advice: 'Install the package, or load it in a way that rolldown can follow.',
    });
  }
}

function listPackages(modules: readonly string[]): readonly string[] {
  const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id) ?? []);
  return [...new Set(folders)].sort();
}
