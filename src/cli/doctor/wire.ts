import { openFolderGround } from '../../adapters/files/folder-ground.ts';
import { openRepository } from '../../adapters/git/repository.ts';
import { openExaminer } from '../../adapters/github/examiner.ts';
import {
  readDatabaseUrl,
  readGithubAddress,
  readHome,
  readInstallation,
  readPublicUrl,
  readRehearsal,
} from '../../adapters/installation/installation.ts';
import { askServer } from '../../adapters/installation/server.ts';
import { createModels } from '../../adapters/models/models.ts';
import { readModelSettings } from '../../adapters/models/settings.ts';
import { readDatabaseStanding } from '../../adapters/postgres/standing.ts';
import { type Engine, findEngines } from '../../adapters/sandbox/engines.ts';
import { findImage } from '../../adapters/sandbox/images/found-image.ts';
import { imageCacheFolder } from '../../adapters/sandbox/images/image-cache.ts';
import { messageOf } from '../../kernel/app-error.ts';
import type { DoctorPorts, LocalGround, SandboxEngine } from '../../ports/doctor.ts';
import type { KnownApp } from '../../ports/installation.ts';
import { openSources } from '../ops/wire.ts';
import type { Terminal } from '../terminal.ts';
import { openProgram, openScanner } from '../wire.ts';
import { limitTime } from './time-limit.ts';

export { examine } from '../../flows/doctor/examine.ts';

/** Longest a whole check may take. */
const LONGEST_CHECK_MS = 20_000;

/** Joins the doctor with its adapters; the signal ends what is still asked. Settings are read when a check needs them. */
export function wireDoctor(
  { environment, folder, now }: Pick<Terminal, 'environment' | 'folder' | 'now'>,
  repoDir: string | null,
  signal: AbortSignal,
): DoctorPorts {
  return {
    program: openProgram(),
    clock: { now },
    local: () => openLocal(repoDir, { environment, folder }),
    reach: (model) => createModels(readModelSettings(environment)).reach(model),
    rehearsal: () => readRehearsal(environment),
    app: () => openApp(environment, signal),
    publicUrl: () => readPublicUrl(environment) ?? readInstallation(environment, readHome(environment)).publicUrl,
    server: (address) => askServer(address, signal),
    databasePlace: () => (readDatabaseUrl(environment) === null ? 'here' : 'elsewhere'),
    database: () => readDatabaseStanding({ home: readHome(environment), url: readDatabaseUrl(environment) }),
    prover: openScanner({ idle: 0 }),
    engines: async () =>
      Promise.all(
        (await findEngines(environment.PATH ?? '')).map((each) => lookForImage(each, { environment, folder })),
      ),
    hasSource: (name, kind) => openSources({ environment, folder }).open(name, kind) !== null,
    inTime: (work) => limitTime(work, LONGEST_CHECK_MS),
  };
}

/** An engine that cannot say whether it has an image stops no other. */
async function lookForImage(
  { name, path }: Engine,
  { environment, folder }: Pick<Terminal, 'environment' | 'folder'>,
): Promise<SandboxEngine> {
  try {
    const cacheFolder = imageCacheFolder(environment, folder);
    const found = await findImage({ engine: name, program: path, cacheFolder });
    return { name, path, image: { kind: found === null ? 'missing' : 'there' } };
  } catch (error) {
    return { name, path, image: { kind: 'unknown', why: messageOf(error) } };
  }
}

function openApp(environment: Terminal['environment'], signal: AbortSignal): KnownApp | null {
  const { credentials, source, features } = readInstallation(environment, readHome(environment));
  if (credentials === null) return null;
  const { appId, privateKey } = credentials;
  const { apiUrl } = readGithubAddress(environment);
  return { id: appId, source, features, github: openExaminer({ appId, privateKey, apiUrl, signal }) };
}

/** A folder that was named need not be a git repository; the current one counts only when it is in one. */
async function openLocal(
  repoDir: string | null,
  { environment, folder }: Pick<Terminal, 'environment' | 'folder'>,
): Promise<LocalGround | null> {
  const repository = await openRepository(repoDir ?? folder, environment).catch(() => null);
  const root = repository?.folder ?? repoDir;
  return root === null ? null : { ...(await openFolderGround(root)), commit: 'as it stands' };
}
