import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ZodType, z } from 'zod';
import { wireSchemaOf } from '../../../src/adapters/models/wire-schema.ts';
import { schemaFaults } from '../../fakes/loopback-schema.ts';

const Tree: ZodType = z.strictObject({
  get children() {
    return z.array(Tree);
  },
});

describe('the schema that is sent', () => {
  it('keeps structure, choices and descriptions, and carries its name as title', () => {
    const schema = z.strictObject({
      verdict: z.enum(['yes', 'no']).describe('your answer'),
      kind: z.literal('opinion'),
      reason: z.string().nullable(),
      parts: z.array(z.strictObject({ path: z.string() })),
    });

    expect(wireSchemaOf(schema, 'opinion')).toEqual({
      strict: true,
      schema: {
        title: 'opinion',
        type: 'object',
        properties: {
          verdict: { type: 'string', enum: ['yes', 'no'], description: 'your answer' },
          kind: { type: 'string', enum: ['opinion'] },
          reason: { type: ['string', 'null'] },
          parts: {
            type: 'array',
            items: {
              type: 'object',
              properties: { path: { type: 'string' } },
              required: ['path'],
              additionalProperties: false,
            },
          },
        },
        required: ['verdict', 'kind', 'reason', 'parts'],
        additionalProperties: false,
      },
    });
  });

  it.each([
    [z.int().min(0).max(10).describe('from bad to good'), 'from bad to good (at least 0, at most 10)'],
    [z.int(), undefined],
    [z.number().gt(0).lt(1), 'more than 0, less than 1'],
    [z.string().min(1).max(80), 'at least 1 character, at most 80 characters'],
    [z.array(z.string()).min(1).max(3), 'at least 1 item, at most 3 items'],
    [z.string().regex(/^F-[0-9a-f]{8}$/), 'matching /^F-[0-9a-f]{8}$/'],
    [z.iso.date(), 'format date'],
    [z.number().multipleOf(5), 'a multiple of 5'],
  ])('says bounds in words (%#)', (field, description) => {
    const { schema } = wireSchemaOf(z.strictObject({ field }), 'bounds');

    expect(schema.properties?.field?.description).toBe(description);
  });

  it('offers the members of a union as alternatives', () => {
    const choice = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('a') }),
      z.strictObject({ kind: z.literal('b'), why: z.string() }),
    ]);

    const { schema, strict } = wireSchemaOf(z.strictObject({ choice }), 'union');

    expect(schema.properties?.choice?.anyOf).toHaveLength(2);
    expect(strict).toBe(true);
  });

  it.each([
    ['an optional property', z.strictObject({ a: z.string().optional() })],
    ['a default', z.strictObject({ a: z.string().default('x') })],
    ['a record', z.strictObject({ a: z.record(z.string(), z.number()) })],
    ['an optional property deep inside', z.strictObject({ a: z.array(z.strictObject({ b: z.int().optional() })) })],
    ['a reference to itself', z.strictObject({ tree: Tree })],
  ])('does not ask for strictness with %s', (_what, schema) => {
    expect(wireSchemaOf(schema, 'loose').strict).toBe(false);
  });

  it('is taken by every provider, whatever the shape', () => {
    const shapes: fc.Arbitrary<ZodType> = fc.letrec<{ any: ZodType }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<ZodType>(
          z.string().min(2).regex(/x/),
          z.int().max(9),
          z.boolean(),
          z.literal('a'),
          z.iso.date(),
        ),
        tie('any').map((member) => z.array(member).max(4)),
        tie('any').map((member) => member.nullable()),
        fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((members) => z.union(members)),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('any'), { maxKeys: 3 }).map((shape) => z.object(shape)),
        tie('any').map((member) => z.object({ maybe: member.optional() })),
        tie('any').map((member) => z.tuple([z.string(), member])),
      ),
    })).any;

    fc.assert(
      fc.property(shapes, (member) => {
        const { schema, strict } = wireSchemaOf(z.object({ member }), 'some_name');

        expect(schemaFaults(schema, strict)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
