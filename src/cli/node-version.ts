/** Oldest major version of Node that the program runs on; `engines` in package.json says the same. */
export const oldestNode = 24;

/** Says what to do when the running Node is too old, as `24.21.0` or `v24.21.0`; null when it is new enough. */
export function checkNodeVersion(version: string): string | null {
  const major = Number.parseInt(version.replace(/^v/, ''), 10);
  if (major >= oldestNode) return null;
  return [
    `conclave: this is Node ${version.replace(/^v/, '')}, which is too old`,
    `  expected Node ${oldestNode} or newer`,
    `  install it from https://nodejs.org or with your version manager (nvm install ${oldestNode});`,
    '  in a checkout of Conclave, "npm ci" brings the right one and "npm run -s conclave --" uses it',
  ].join('\n');
}
