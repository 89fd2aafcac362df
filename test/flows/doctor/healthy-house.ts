import { openProgramFiles } from '../../../src/adapters/program-files/program-files.ts';
import { SUBSCRIBED_EVENTS } from '../../../src/config/app-events.ts';
import type { FeatureId } from '../../../src/config/app-features.ts';
import { permissionsFor } from '../../../src/config/app-permissions.ts';
import type { AppExaminer, AppFacts, Permissions } from '../../../src/ports/app-examiner.ts';
import type { DoctorPorts } from '../../../src/ports/doctor.ts';
import type { DatabaseStanding, KnownApp } from '../../../src/ports/installation.ts';
import { plainScanner } from '../../fixtures/plain-scanner.ts';

/** What the app must be granted, by name. */
export function grantedFor(features: readonly FeatureId[]): Permissions {
  return Object.fromEntries(permissionsFor(features).map(({ key, access }) => [key, access]));
}

export const APP: AppFacts = {
  id: 7,
  slug: 'conclave-acme',
  url: 'https://github.com/apps/conclave-acme',
  permissions: grantedFor([]),
  events: SUBSCRIBED_EVENTS,
};

export const RUNNING: Extract<DatabaseStanding, { kind: 'running' }> = {
  kind: 'running',
  place: 'db.example.com/conclave',
  version: 18,
  oldestVersion: 14,
  mayCreate: true,
  applied: ['0001-reviews', '0002-ledger'],
  known: ['0001-reviews', '0002-ledger'],
};

const QUANT = { id: 1, owner: 'acme', name: 'quant', installation: 3 };

/** GitHub as it should be: the app with all it needs, installed in one repository that requires its check. */
const HEALTHY_GITHUB: AppExaminer = {
  readApp: async () => APP,
  readHook: async () => ({
    url: 'https://conclave.example.com/webhooks',
    contentType: 'json',
    hasSecret: true,
    checksCertificate: true,
  }),
  listInstallations: async () => [
    {
      account: 'acme',
      isOrganisation: true,
      url: 'https://github.com/organizations/acme/settings/installations/3',
      permissions: APP.permissions,
      suspended: false,
    },
  ],
  listDeliveries: async () => [{ guid: 'a', event: 'ping', at: '2026-05-12T09:00:00Z', statusCode: 202 }],
  listRepositories: async () => [QUANT],
  readDefaultBranch: async () => 'main',
  readRules: async () => [
    {
      type: 'required_status_checks',
      requiredChecks: ['conclave/verdict', 'conclave/guardrails'].map((name) => ({ name, app: APP.id })),
    },
  ],
  readGround: async () => ({ files: filesOf({}), commit: 'main' }),
};

/** The files of a repository, from texts by path. */
export function filesOf(
  texts: Readonly<Record<string, string>>,
): Awaited<ReturnType<AppExaminer['readGround']>>['files'] {
  return {
    readFiles: async (_commit, paths) =>
      new Map(
        paths.map((path) => {
          const text = texts[path];
          return [path, text === undefined ? { kind: 'absent' } : { kind: 'text', text }];
        }),
      ),
    listFiles: async (_commit, folder) => Object.keys(texts).filter((path) => path.startsWith(`${folder}/`)),
  };
}

/** Our app, over a GitHub of which a test changes what it wants. */
export function appOver(changes: Partial<AppExaminer> = {}): KnownApp {
  return { id: APP.id, source: 'the environment', features: [], github: { ...HEALTHY_GITHUB, ...changes } };
}

/** Everything that a doctor may look at, well. */
export function healthyPorts(changes: Partial<DoctorPorts> = {}): DoctorPorts {
  return {
    program: openProgramFiles('1.0.0'),
    clock: { now: () => Date.parse('2026-12-01T00:00:00Z') },
    local: async () => ({ name: 'quant', files: filesOf({}), commit: 'now' }),
    reach: () => ({ kind: 'ready' }),
    rehearsal: () => false,
    app: () => appOver(),
    publicUrl: () => 'https://conclave.example.com',
    server: async () => ({ kind: 'ready', warnings: [] }),
    databasePlace: () => 'here',
    database: async () => RUNNING,
    prover: plainScanner,
    engines: async () => [{ name: 'bubblewrap', path: '/usr/bin/bwrap', image: { kind: 'there' } }],
    hasSource: () => true,
    inTime: (work) => work(),
    ...changes,
  };
}
