import type { Permission } from '../ports/guard-host.ts';

const RANKS: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** Whether a permission is at least another one. */
function isAtLeast(permission: Permission, needed: Permission): boolean {
  return RANKS.indexOf(permission) >= RANKS.indexOf(needed);
}

/** Whether someone may ask for reviews, cancel them and ask about them. */
export function allowsReview(permission: Permission): boolean {
  return isAtLeast(permission, 'write');
}

/** Whether someone may waive, and dismiss what weighs. */
export function allowsWaiver(permission: Permission): boolean {
  return isAtLeast(permission, 'maintain');
}

/**
 * Whether a maintainer may decide on a pull request: not on an own one, unless nobody else could. Maintainers who
 * cannot be read are more than one.
 */
export function mayDecideOn(login: string, author: string, maintainers: readonly string[] | null): boolean {
  if (!isSameLogin(login, author)) return true;
  return maintainers !== null && maintainers.length === 1 && maintainers.every((one) => isSameLogin(one, login));
}

/** Logins differ not by the case of their letters. */
export function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
