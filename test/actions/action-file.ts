import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../../src/kernel/yaml.ts';

/** GitHub refuses a file in which an expression stands where none is evaluated. */
const Plain = z.string().refine((text) => !text.includes('${{'), 'a text without an expression');

const Input = z.strictObject({
  description: Plain,
  required: z.boolean().optional(),
  default: z.string().optional(),
  deprecationMessage: Plain.optional(),
});
/** An input of an action. */
export type Input = z.infer<typeof Input>;

const Output = z.strictObject({ description: Plain, value: z.string() });
/** An output of a composite action. */
export type Output = z.infer<typeof Output>;

const Name = z.string().regex(/^[A-Za-z_][\w-]*$/, 'a name of letters, digits, - and _, e.g. kill-switch');
const Environment = z.record(z.string().regex(/^[A-Z_][A-Z0-9_]*$/, 'a name like GITHUB_TOKEN'), z.string());

const common = { id: Name.optional(), name: Plain.optional(), if: z.string().optional(), env: Environment.optional() };

const RunStep = z.strictObject({
  ...common,
  shell: z.literal('bash'),
  run: z
    .string()
    .refine((text) => !text.includes('${{'), 'a script without an expression; what it needs goes through env'),
  'working-directory': z.string().optional(),
  'continue-on-error': z.boolean().optional(),
});
/** A step that runs a script. */
export type RunStep = z.infer<typeof RunStep>;

const UsesStep = z.strictObject({ ...common, uses: Plain, with: z.record(Name, z.string()).optional() });
/** A step that runs another action. */
export type UsesStep = z.infer<typeof UsesStep>;

/** A composite action, as GitHub reads it and as ours are written: scripts in bash, no expression inside of a script. */
export const ActionFile = z.strictObject({
  name: Plain,
  description: Plain,
  author: Plain.optional(),
  branding: z.strictObject({ icon: z.string(), color: z.string() }).optional(),
  inputs: z.record(Name, Input).default({}),
  outputs: z.record(Name, Output).default({}),
  runs: z.strictObject({ using: z.literal('composite'), steps: z.array(z.union([RunStep, UsesStep])).min(1) }),
});
export type ActionFile = z.infer<typeof ActionFile>;

/** Reads the `action.yml` of a folder; throws with its line when it is not a composite action. */
export function readActionFile(folder: string): ActionFile {
  const path = join(folder, 'action.yml');
  return readYaml(readFileSync(path, 'utf8'), path, ActionFile);
}
