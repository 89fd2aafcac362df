import type { Access } from './access.ts';

/** Access to a repository, and the login under which it writes. */
export interface DeskAccess extends Access {
  readonly login: () => Promise<string>;
}
