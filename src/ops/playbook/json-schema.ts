import { z } from 'zod';
import { Playbook } from './playbook.ts';

/** The JSON schema of a playbook for editors, as the text of a file. */
export function playbookJsonSchema(): string {
  const schema = z.toJSONSchema(Playbook, { io: 'input' });
  return `${JSON.stringify({ title: 'Conclave playbook', ...schema }, null, 2)}\n`;
}
