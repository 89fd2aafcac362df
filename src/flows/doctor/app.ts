import { SUBSCRIBED_EVENTS } from '../../config/app-events.ts';
import { NEVER_PERMISSIONS, type Permission, permissionsFor } from '../../config/app-permissions.ts';
import type { AppFacts, InstallationFacts, Permissions } from '../../ports/app-examiner.ts';
import type { Known } from './known.ts';
import { type Line, lookAt, penOf } from './line.ts';

const pen = penOf('app');

/** Looks at the app: its credentials, what GitHub knows of it, and what its installations grant. */
export async function examineApp({ order, app, facts }: Known): Promise<readonly Line[]> {
  const known = await app();
  if (known === null) {
    const advice = 'For reviews on pull requests: run npm start and open /setup. Reviews in a terminal need no app.';
    return [pen.warning('no app is set up here', advice)];
  }
  const whole = pen.ok(`credentials of app ${known.id} are whole, in ${known.source}`);
  if (order.offline) return [whole, pen.skipped('permissions, events and installations: GitHub is not asked')];
  const needed = permissionsFor(known.features);
  const ofApp = lookAt(pen, async () => {
    const found = await facts(known);
    return [judgeIdentity(known.id, found), ...judgePermissions(needed, found), judgeEvents(found)];
  });
  const ofInstallations = lookAt(pen, async () => {
    const installations = await known.github.listInstallations();
    return judgeInstallations(needed, await facts(known), installations);
  });
  return withoutRepetition([whole, ...(await ofApp), ...(await ofInstallations)]);
}

/** GitHub that does not answer is said once. */
function withoutRepetition(lines: readonly Line[]): readonly Line[] {
  return lines.filter((line, index) => lines.findIndex(({ found }) => found === line.found) === index);
}

/** Whether GitHub answers as the app whose id was given. */
export function judgeIdentity(id: number, { id: found, slug, url }: AppFacts): Line {
  if (found === id) return pen.ok(`GitHub knows it as ${slug}, ${url}`);
  return pen.failure(`GitHub knows the key as that of app ${found}, not ${id}`, 'Give the id and the key of one app.');
}

/** Whether the app asks for what the chosen features need, and for no more. */
export function judgePermissions(needed: readonly Permission[], { permissions, url }: AppFacts): readonly Line[] {
  const missing = lackingIn(permissions, needed);
  const never = NEVER_PERMISSIONS.filter((key) => permissions[key] !== undefined);
  const surplus = Object.entries(permissions).filter(
    ([key, level]) => !never.includes(key) && isMore(key, level, needed),
  );
  const place = `Permissions in the settings of the app (${url})`;
  const whole = missing.length + never.length + surplus.length === 0;
  return [
    ...(whole ? [pen.ok(`permissions are the ${needed.length} that the chosen features need`)] : []),
    ...(missing.length === 0
      ? []
      : [pen.failure(`missing permissions: ${missing.map(describe).join(', ')}`, `Add them under ${place}.`)]),
    ...never.map((key) =>
      pen.failure(
        `the app has the permission ${key}, which it must never have`,
        `Set it to “No access” under ${place}.`,
      ),
    ),
    ...(surplus.length === 0
      ? []
      : [
          pen.warning(
            `more than is needed: ${surplus.map(([key, level]) => `${key} ${level}`).join(', ')}`,
            `Take it back under ${place}, or switch on the feature that needs it.`,
          ),
        ]),
  ];
}

/** Whether GitHub tells the app what it must hear. */
export function judgeEvents({ events, url }: Pick<AppFacts, 'events' | 'url'>): Line {
  const missing = SUBSCRIBED_EVENTS.filter((event) => !events.includes(event));
  if (missing.length === 0) return pen.ok(`events: ${SUBSCRIBED_EVENTS.join(', ')}`);
  const advice = `Subscribe to them under “Permissions & events” in the settings of the app (${url}).`;
  return pen.failure(`not subscribed to ${missing.join(', ')}`, advice);
}

/** Whether the app is installed, and every installation has accepted what the app asks for. */
export function judgeInstallations(
  needed: readonly Permission[],
  { url, permissions }: Pick<AppFacts, 'url' | 'permissions'>,
  installations: readonly InstallationFacts[],
): readonly Line[] {
  if (installations.length === 0)
    return [pen.warning('it is installed nowhere', `Install it: ${url}/installations/new`)];
  // What the app itself does not ask for, nobody can accept.
  const asked = needed.filter((each) => lackingIn(permissions, [each]).length === 0);
  return installations.map((each) => judgeInstallation(asked, each));
}

function judgeInstallation(asked: readonly Permission[], installation: InstallationFacts): Line {
  const { account, isOrganisation, suspended, permissions, url } = installation;
  if (suspended) return pen.warning(`the installation of ${account} is suspended`, `Resume it at ${url}.`);
  const missing = lackingIn(
    permissions,
    asked.filter(({ ofOrganisation }) => isOrganisation || ofOrganisation !== true),
  );
  if (missing.length === 0) return pen.ok(`the installation of ${account} has accepted every permission`);
  const found = `the installation of ${account} has not accepted ${missing.map(describe).join(', ')}`;
  return pen.failure(found, `Its owner reviews the request and accepts at ${url}.`);
}

const LEVELS: readonly string[] = ['read', 'write', 'admin'];

function lackingIn(granted: Permissions, needed: readonly Permission[]): readonly Permission[] {
  return needed.filter(({ key, access }) => LEVELS.indexOf(granted[key] ?? '') < LEVELS.indexOf(access));
}

function isMore(key: string, level: string, needed: readonly Permission[]): boolean {
  const wanted = needed.find((each) => each.key === key)?.access ?? '';
  return LEVELS.indexOf(level) > LEVELS.indexOf(wanted);
}

function describe({ key, access, why }: Permission): string {
  return `${key} ${access} (${why})`;
}
