import { describe, expect, it } from 'vitest';
import { FEATURE_IDS, type FeatureId } from '../../../src/config/app-features.ts';
import { permissionsFor } from '../../../src/config/app-permissions.ts';
import { judgeEvents, judgeIdentity, judgeInstallations, judgePermissions } from '../../../src/flows/doctor/app.ts';
import type { InstallationFacts, Permissions } from '../../../src/ports/app-examiner.ts';
import { APP, grantedFor } from './healthy-house.ts';

describe('the permissions of the app', () => {
  const base = grantedFor([]);
  const { checks: _, ...withoutChecks } = base;

  it.each<[string, readonly FeatureId[], Permissions, readonly string[]]>([
    ['all that is needed', [], base, ['ok: permissions are the 10 that the chosen features need']],
    ['all that every feature needs', FEATURE_IDS, grantedFor(FEATURE_IDS), ['ok: permissions are the 10']],
    ['one missing', [], withoutChecks, ['failure: missing permissions: checks write (to show verdict']],
    ['one too low', [], { ...base, issues: 'read' }, ['failure: missing permissions: issues write']],
    ['a feature without its permission', ['incident-records'], base, ['failure: missing permissions: contents write']],
    ['one too high', [], { ...base, contents: 'write' }, ['warning: more than is needed: contents write']],
    ['one too many', [], { ...base, pages: 'read' }, ['warning: more than is needed: pages read']],
    ['workflows', [], { ...base, workflows: 'write' }, ['failure: the app has the permission workflows, which']],
    ['administration', [], { ...base, administration: 'read' }, ['failure: the app has the permission administration']],
  ])('%s', (_name, features, permissions, expected) => {
    const lines = judgePermissions(permissionsFor(features), { ...APP, permissions });

    expect(lines.map(({ status, found }, index) => `${status}: ${found}`.startsWith(expected[index] ?? '-'))).toEqual(
      expected.map(() => true),
    );
  });
});

describe('the events of the app', () => {
  it.each([
    ['all', APP.events, 'ok'],
    ['more', [...APP.events, 'star'], 'ok'],
    ['one missing', APP.events.filter((event) => event !== 'push'), 'failure'],
  ])('%s', (_, events, status) => {
    const line = judgeEvents({ ...APP, events });

    expect(line.status).toBe(status);
  });
});

describe('the identity of the app', () => {
  it('is that of the id which was given', () => {
    expect(judgeIdentity(7, APP).status).toBe('ok');
    expect(judgeIdentity(8, APP)).toMatchObject({ status: 'failure', found: expect.stringContaining('app 7, not 8') });
  });
});

describe('an installation', () => {
  const whole: InstallationFacts = {
    account: 'acme',
    isOrganisation: true,
    url: 'https://github.com/x',
    permissions: APP.permissions,
    suspended: false,
  };
  const { members: _, ...withoutMembers } = APP.permissions;

  it.each<[string, readonly InstallationFacts[], string]>([
    ['that accepted everything', [whole], 'ok: the installation of acme has accepted every permission'],
    [
      'that has not',
      [{ ...whole, permissions: { ...APP.permissions, checks: 'read' } }],
      'failure: the installation of acme has not accepted checks write (to show verdict, guardrails and rules as checks)',
    ],
    ['that is suspended', [{ ...whole, suspended: true }], 'warning: the installation of acme is suspended'],
    [
      'of an organisation without its members',
      [{ ...whole, permissions: withoutMembers }],
      'failure: the installation of acme has not accepted members read (to know who belongs to a reviewing team)',
    ],
    [
      'of a person, who has no members',
      [{ ...whole, isOrganisation: false, permissions: withoutMembers }],
      'ok: the installation of acme has accepted every permission',
    ],
    ['that nobody made', [], 'warning: it is installed nowhere'],
  ])('%s', (_name, installations, expected) => {
    const [line] = judgeInstallations(permissionsFor([]), APP, installations);

    expect(`${line?.status}: ${line?.found}`).toBe(expected);
  });

  it('is not blamed for what the app does not ask for', () => {
    const app = { ...APP, permissions: withoutMembers };

    const lines = judgeInstallations(permissionsFor([]), app, [{ ...whole, permissions: withoutMembers }]);

    expect(lines.map(({ status }) => status)).toEqual(['ok']);
  });
});
