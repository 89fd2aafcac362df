/** Names on GitHub's pages that are not their keys written out. */
const TITLES: Readonly<Record<string, string>> = {
  actions_variables: 'Variables',
};

/** A permission as people grant it: `pull-requests: read`, or `Variables: read` (actions_variables). */
export function namePermission(key: string, level: string): string {
  const title = TITLES[key];
  return title === undefined ? `\`${key.replaceAll('_', '-')}: ${level}\`` : `\`${title}: ${level}\` (${key})`;
}

/** The permissions that GitHub names in an answer: `contents=read,issues=read; pull_requests=read`; null for none. */
export function nameAccepted(header: unknown): string | null {
  if (typeof header !== 'string') return null;
  const sets = header
    .split(';')
    .map((set) =>
      [...set.matchAll(/([a-z_]+)=(read|write|admin)/g)].map(([, key = '', level = '']) => namePermission(key, level)),
    );
  const named = sets.filter((set) => set.length > 0).map((set) => set.join(' and '));
  return named.length === 0 ? null : named.join(' or ');
}
