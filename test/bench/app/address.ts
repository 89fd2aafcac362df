import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Server = z.object({ password: z.string(), port: z.int() });

/** The address of the database that an app keeps in its home. */
export function readAddress(home: string): string {
  const { password, port } = Server.parse(JSON.parse(readFileSync(join(home, 'postgres.json'), 'utf8')));
  return `postgres://conclave:${password}@127.0.0.1:${port}/conclave`;
}
