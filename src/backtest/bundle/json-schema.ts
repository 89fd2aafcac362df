import { z } from 'zod';
import { Bundle } from './bundle.ts';

/** The JSON schema of `bundle.json`, as the text of a file. */
export function bundleJsonSchema(): string {
  const schema = z.toJSONSchema(Bundle);
  return `${JSON.stringify({ title: 'Backtests of a pull request of Conclave', ...schema }, null, 2)}\n`;
}
