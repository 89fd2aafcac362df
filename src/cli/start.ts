#!/usr/bin/env node
import { checkNodeVersion } from './node-version.ts';

// The program itself is loaded only after the check: an older Node could not even parse it.
const complaint = checkNodeVersion(process.versions.node);
if (complaint === null) {
  // A job begins with an empty cache and ends with its machine, so that keeping compiled code only costs time there.
  if (process.env.GITHUB_ACTIONS !== 'true') (await import('node:module')).enableCompileCache();
  await import('./main.ts');
} else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 2;
}
