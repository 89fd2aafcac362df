import { z } from 'zod';
import { ModelsFile } from './models-file.ts';

/** The JSON schema of `models.yaml` for editors, as the text of a file. */
export function modelsJsonSchema(): string {
  const schema = z.toJSONSchema(ModelsFile, { io: 'input' });
  return `${JSON.stringify({ title: 'Conclave models', ...schema }, null, 2)}\n`;
}
