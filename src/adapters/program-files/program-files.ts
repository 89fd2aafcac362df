import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedText, ProgramFiles } from '../../ports/program-files.ts';
import { findProgramRoot } from './program-root.ts';

/** Reads skills, rules, prompts, the catalog, templates and workflows from beside the program: the bundle's folder, or the source tree. */
export function openProgramFiles(version: string): ProgramFiles {
  const root = findProgramRoot();
  return {
    version,
    skills: () => readAll(root, 'skills/*/SKILL.md'),
    rules: () => readAll(root, 'skills/*/rules/*.yml'),
    prompts: () => readAll(root, 'prompts/*.md'),
    models: () => readOne(root, 'catalog/models.yaml'),
    routing: () => readOne(root, 'catalog/routing.yaml'),
    blockingRules: () => readOne(root, 'catalog/rules.yaml'),
    playbooks: () => readAll(root, 'catalog/playbooks/*.yaml'),
    templates: () => readAll(root, 'catalog/templates/*'),
    workflows: () => readAll(root, 'docs/workflows/*.yml'),
  };
}

async function readAll(root: string, pattern: string): Promise<readonly NamedText[]> {
  const paths: string[] = [];
  for await (const path of glob(pattern, { cwd: root })) paths.push(path.replaceAll('\\', '/'));
  return Promise.all(paths.sort().map((path) => readOne(root, path)));
}

async function readOne(root: string, path: string): Promise<NamedText> {
  return { path, text: await readFile(join(root, path), 'utf8') };
}
