import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** With what the folders begin in which programs are built; nothing stands there until a test asks for one. */
    builtPrograms: string;
  }
}

/** Beside the packages, and as deep as a folder of `src/adapters`, since from there a program finds its texts. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache');

/** Names the place before the tests, and takes away what was built there after them. */
export function setup(project: TestProject): () => void {
  mkdirSync(CACHE, { recursive: true });
  const name = `conclave-built-${process.pid}`;
  const clear = () => {
    for (const folder of readdirSync(CACHE).filter((one) => one.startsWith(`${name}-`))) {
      rmSync(join(CACHE, folder), { recursive: true, force: true });
    }
  };
  clear();
  forgetCompiled();
  tellModules();
  project.provide('builtPrograms', join(CACHE, name));
  // The same for what is also used without a test.
  process.env.BUILT_FOR_TESTS = join(CACHE, name);
  return clear;
}

/** As beside the delivered program: where nothing tells, Node compiles a program as CommonJS first, and then once more. */
function tellModules(): void {
  const teller = join(CACHE, 'package.json');
  if (!existsSync(teller)) writeFileSync(teller, '{ "type": "module" }\n');
}

const COMPILED = join(CACHE, 'conclave/compiled');
const MOST_COMPILED = 5_000;

/** Of programs that were built for one run nobody asks for the compiled form again: when there are many, all go. */
function forgetCompiled(): void {
  mkdirSync(COMPILED, { recursive: true });
  const files = readdirSync(COMPILED, { recursive: true });
  if (files.length > MOST_COMPILED) rmSync(COMPILED, { recursive: true, force: true });
}
