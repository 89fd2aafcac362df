import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

const listing = `
  import { registerHooks } from 'node:module';
  const seen = [];
  registerHooks({ resolve(specifier, context, next) { seen.push(specifier); return next(specifier, context); } });
  const { createModels } = await import('./src/adapters/models/models.ts');
  const { readModelSettings } = await import('./src/adapters/models/settings.ts');
  createModels(readModelSettings({ MISTRAL_API_KEY: 'm' })).reach('mistral:mistral-large-latest');
  console.log(JSON.stringify(seen));
`;

describe('the models adapter', () => {
  it('loads no provider package before the first call', async () => {
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', listing]);

    const seen: unknown = JSON.parse(stdout);
    expect(seen).toContain('./src/adapters/models/models.ts');
    expect(seen).not.toContain('ai');
    expect(stdout).not.toContain('@ai-sdk/');
  });
});
