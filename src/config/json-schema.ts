import { z } from 'zod';
import { ConfigFile } from './config.ts';

/** The JSON schema of `.github/conclave.yml` for editors, as the text of a file. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(ConfigFile, { io: 'input' });
  return `${JSON.stringify({ title: 'Conclave configuration', ...schema }, null, 2)}\n`;
}
