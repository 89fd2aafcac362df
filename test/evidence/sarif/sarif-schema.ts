import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const FILE = join(import.meta.dirname, '../../fixtures/sarif/schema-2.1.0.json');

/** What the official schema says against a SARIF log, a line each. */
export function sarifComplaints(log: string): readonly string[] {
  const validate = compiled();
  validate(JSON.parse(log));
  return (validate.errors ?? []).map(({ instancePath, message = '', params }) => {
    return `${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}

let known: ValidateFunction | null = null;

/** The schema is of draft 4, whose words mean the same today but for the name of `$id`. */
function compiled(): ValidateFunction {
  if (known !== null) return known;
  const { $schema: _draft, id, ...schema } = JSON.parse(readFileSync(FILE, 'utf8'));
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  known = ajv.compile({ $id: id, ...schema });
  return known;
}
