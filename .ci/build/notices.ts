import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Manifest = z.object({ name: z.string(), version: z.string(), license: z.string().default('not stated') });

/** The licence of every package whose code travels in the bundle, as one text; most licences ask for exactly this. */
export function renderNotices(folders: readonly string[]): string {
  const head = 'Conclave carries code of the packages below, each under its own licence.\n';
  return [head, ...folders.map(renderNotice)].join(`\n${'-'.repeat(80)}\n\n`);
}

function renderNotice(folder: string): string {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const texts = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|notice|copying)/i.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim());
  return `${[`${manifest.name} ${manifest.version} (${manifest.license})`, ...texts].join('\n\n')}\n`;
}
