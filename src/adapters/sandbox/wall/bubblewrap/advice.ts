import { readFileSync } from 'node:fs';
import { AppError, messageOf } from '../../../../kernel/app-error.ts';

/** A setting of the kernel that keeps users from making namespaces. */
interface Obstacle {
  readonly setting: string;
  readonly value: string;
  readonly advice: string;
}

const OBSTACLES: readonly Obstacle[] = [
  {
    setting: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    value: '1',
    advice:
      'AppArmor of this machine (as on Ubuntu 24.04) keeps programs from making user namespaces. Allow it with' +
      ' "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0", give bubblewrap an AppArmor profile with' +
      ' "userns,", or use docker or podman.',
  },
  {
    setting: '/proc/sys/kernel/unprivileged_userns_clone',
    value: '0',
    advice: 'Allow user namespaces with "sudo sysctl -w kernel.unprivileged_userns_clone=1", or use docker or podman.',
  },
  {
    setting: '/proc/sys/user/max_user_namespaces',
    value: '0',
    advice: 'Allow user namespaces with "sudo sysctl -w user.max_user_namespaces=15000", or use docker or podman.',
  },
];

const NAMESPACE_WORDS = /uid map|namespace|RTM_NEWADDR|Creating new|clone/i;
const FOLDER_WORDS = /source path|bind mount|Can't (?:mkdir|mount)|execvp/i;
const LONGEST = 400;

/** The error for a bubblewrap that ended before the program was started; `said` is what it wrote. */
export function refusedBy(said: string, read: (setting: string) => string | null = readSetting): AppError {
  const words = said.trim().slice(0, LONGEST);
  return new AppError('outside-failed', `bubblewrap could not put up a wall (${words || 'it said nothing'})`, {
    expected: 'a kernel that lets this user make namespaces, and a folder of programs that everybody may read',
    advice: adviceFor(words, read),
    cause: said,
  });
}

function adviceFor(words: string, read: (setting: string) => string | null): string {
  if (FOLDER_WORDS.test(words)) {
    return 'Make the image again with "conclave sandbox build", in a folder that every user may read and enter.';
  }
  if (!NAMESPACE_WORDS.test(words)) return 'Try "conclave sandbox probe", or use docker or podman.';
  const obstacle = OBSTACLES.find(({ setting, value }) => read(setting) === value);
  return (
    obstacle?.advice ?? 'This machine lets no user namespaces be made, perhaps as a container itself; use another.'
  );
}

function readSetting(setting: string): string | null {
  try {
    return readFileSync(setting, 'utf8').trim();
  } catch (error) {
    return messageOf(error);
  }
}
