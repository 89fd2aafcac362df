import { describe, expect, it } from 'vitest';
import settings from '../../package.json' with { type: 'json' };
import { checkNodeVersion, oldestNode } from '../../src/cli/node-version.ts';

describe('the Node that runs the program', () => {
  it.each(['24.0.0', 'v24.21.0', '25.1.0', '100.0.0', '24.0.0-nightly2026'])('%s is new enough', (version) => {
    expect(checkNodeVersion(version)).toBeNull();
  });

  it.each(['23.11.1', 'v20.20.2', '8.17.0', '0.12.18', 'unknown'])('%s is refused', (version) => {
    expect(checkNodeVersion(version)).toContain('too old');
  });

  it('is told what it is, what was expected and what to do', () => {
    expect(checkNodeVersion('v20.20.2')).toMatchInlineSnapshot(`
      "conclave: this is Node 20.20.2, which is too old
        expected Node 24 or newer
        install it from https://nodejs.org or with your version manager (nvm install 24);
        in a checkout of Conclave, "npm ci" brings the right one and "npm run -s conclave --" uses it"
    `);
  });

  it('is the one that package.json asks for', () => {
    expect(settings.engines.node).toBe(`>=${oldestNode}`);
  });
});
