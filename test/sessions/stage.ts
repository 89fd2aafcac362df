import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runProgram } from '../../src/cli/program.ts';
import { readSession } from '../../src/committee/read-session.ts';
import type { Session } from '../../src/committee/session.ts';
import { startGemini } from '../fakes/gemini-server.ts';
import { startLiteLlm } from '../fakes/litellm-server.ts';
import type { FakeService, ModelCall } from '../fakes/loopback.ts';
import { startMistral } from '../fakes/mistral-server.ts';
import { makeEmptyRepository } from '../fixtures/empty-repository.ts';
import { openTestTerminal } from '../fixtures/test-terminal.ts';
import { audit } from './audit.ts';
import { type Served, shippedCatalog } from './bill.ts';
import { follow, type Script } from './script.ts';
import { SMALL_CHANGE } from './small-change.ts';

export type ServiceName = 'mistral' | 'gemini' | 'litellm';

/** Who plays: a script for each service that has a key; at one that is `down` nobody listens. */
export type Cast = Readonly<Partial<Record<ServiceName, Script | 'down'>>>;

export interface Scene {
  /** The diff under review; the small change when nothing is said. */
  readonly diff?: string;
  /** `.github/conclave.yml` at the base. */
  readonly config?: string;
  /** A document under review in place of the diff. */
  readonly artifact?: string;
  /** What else is reviewed in place of the diff, as options of the command. */
  readonly reviewed?: readonly string[];
}

/** How one run of the program ended. */
export interface Ending {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
  /** Texts of the files under the folder for sessions, by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** A run that held a session. */
export interface Held extends Ending {
  readonly session: Session;
}

/** The fake services, a change to review and a folder for sessions. */
export interface Stage extends AsyncDisposable {
  /** Where the diff stands, and the repository when there is one. */
  readonly folder: string;
  readonly diff: string;
  readonly out: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Requests that every service answered so far, in order of arrival. */
  readonly served: readonly Served[];
  calls(service: ServiceName, purpose?: string): readonly ModelCall[];
  /** Runs `conclave review` on the change, audits the session that it kept, and returns both. */
  review(...args: readonly string[]): Promise<Held>;
  /** Runs `conclave review` and audits nothing: where no session is held, or several are. */
  run(...args: readonly string[]): Promise<Ending>;
  /** What the services would have refused, or did not expect. */
  violations(): readonly string[];
  files(): ReadonlyMap<string, string>;
}

/** Opens a stage; `await using` strikes it. */
export async function openStage(cast: Cast, scene: Scene = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-stage-'));
  const out = join(folder, 'committee');
  const diff = join(folder, 'change.diff');
  writeFileSync(diff, scene.diff ?? SMALL_CHANGE);
  if (scene.config !== undefined) makeRepository(folder, scene.config);
  const served: Served[] = [];
  const services = await startServices(cast, served);
  const settings = [...services.values()].map((service) => service.settings);
  const environment: Record<string, string> = Object.assign({}, ...settings, ...downIn(cast));
  const repository = scene.config === undefined ? [] : ['--repo', folder];
  const reviewed = scene.artifact === undefined ? ['--diff', diff] : ['--artifact', writePlan(folder, scene.artifact)];
  const argv = ['review', ...(scene.reviewed ?? [...reviewed, ...repository]), '--out', out];
  const violations = () => [...services.values()].flatMap((service) => [...service.violations]);
  const run = async (...args: readonly string[]) => {
    const terminal = openTestTerminal({ folder, environment });
    const exitCode = await runProgram([...argv, ...args], terminal);
    if (violations().length > 0) throw new Error(`what no service would take: ${violations().join('; ')}`);
    return { exitCode, ...terminal.written(), files: readTree(out) };
  };
  return {
    folder,
    diff,
    out,
    environment,
    served,
    violations,
    run,
    files: () => readTree(out),
    calls: (name, purpose) => callsTo(services.get(name), purpose),
    review: async (...args) => {
      const start = served.length;
      const ending = await run(...args);
      const session = sessionIn(ending);
      audit({ session, files: ending.files, served: served.slice(start), catalog: shippedCatalog() });
      return { ...ending, session };
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...services.values()].map((service) => service.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const START = { mistral: startMistral, gemini: startGemini, litellm: startLiteLlm } as const;

async function startServices(cast: Cast, served: Served[]): Promise<ReadonlyMap<ServiceName, FakeService>> {
  const services = new Map<ServiceName, FakeService>();
  for (const name of ['mistral', 'gemini', 'litellm'] as const) {
    const script = cast[name];
    if (script === undefined || script === 'down') continue;
    const reply = (call: ModelCall) => {
      const replied = follow(script, call);
      served.push({ model: catalogName(name, call.model), call, reply: replied });
      return replied;
    };
    services.set(name, await START[name]({ reply }));
  }
  return services;
}

/** A port below 1024 that no service has; the port of a fake that was stopped may be another one's a moment later. */
const NOWHERE = 'http://127.0.0.1:2/v1';

const DOWN: Readonly<Record<ServiceName, Readonly<Record<string, string>>>> = {
  mistral: { MISTRAL_API_KEY: 'fake-mistral-key', MISTRAL_BASE_URL: NOWHERE },
  gemini: { GOOGLE_GENERATIVE_AI_API_KEY: 'fake-gemini-key', GOOGLE_GENERATIVE_AI_BASE_URL: NOWHERE },
  litellm: { LITELLM_BASE_URL: NOWHERE },
};

function downIn(cast: Cast): readonly Readonly<Record<string, string>>[] {
  return (['mistral', 'gemini', 'litellm'] as const).flatMap((name) => (cast[name] === 'down' ? [DOWN[name]] : []));
}

/** The name that the catalog has for a model; a proxy says the provider before it. */
function catalogName(service: ServiceName, model: string): string {
  if (service === 'litellm') return model.replace(/^gemini\//, 'google:').replace(/^mistral\//, 'mistral:');
  return `${service === 'gemini' ? 'google' : 'mistral'}:${model}`;
}

function callsTo(service: FakeService | undefined, purpose: string | undefined): readonly ModelCall[] {
  if (service === undefined) throw new Error('nobody plays that service');
  return purpose === undefined ? service.calls : service.calls.filter((call) => call.purpose === purpose);
}

/** The session that this run kept: the newest one that its last words name. */
function sessionIn({ errors, files }: Ending): Session {
  const id = /([0-9]{8}-[0-9]{6}-[0-9a-f]{8})_committee\.json/.exec(errors)?.[1];
  const text = files.get(`sessions/${id}_committee.json`);
  if (text === undefined) throw new Error(`no session was kept:\n${errors}`);
  return readSession(text, `${id}_committee.json`);
}

function writePlan(folder: string, text: string): string {
  const file = join(folder, 'limits-plan.md');
  writeFileSync(file, text);
  return file;
}

const COMMIT = '-c user.name=test -c user.email=test@example.org commit --quiet --no-gpg-sign -m base';

function makeRepository(folder: string, config: string): void {
  const file = join(folder, '.github', 'conclave.yml');
  mkdirSync(dirname(file));
  writeFileSync(file, config);
  makeEmptyRepository(folder);
  execFileSync('sh', ['-c', `git add .github && git ${COMMIT}`], { cwd: folder, stdio: 'ignore' });
}

function readTree(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]));
}
