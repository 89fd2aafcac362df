import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configJsonSchema } from '../../src/config/json-schema.ts';

const Described = z.object({
  required: z.array(z.string()),
  additionalProperties: z.literal(false),
  properties: z.record(z.string(), z.object({ description: z.string().optional() })),
});

describe('the JSON schema of the configuration', () => {
  const schema = Described.parse(JSON.parse(configJsonSchema()));

  it('asks for the version only', () => {
    expect(schema.required).toEqual(['version']);
  });

  it('describes every section', () => {
    expect(Object.entries(schema.properties).filter(([, section]) => section.description === undefined)).toEqual([]);
  });
});
