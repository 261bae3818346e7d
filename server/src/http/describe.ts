import { createRoute, z } from '@hono/zod-openapi';

const problem = z.object({ type: z.string(), code: z.string(), status: z.number(), title: z.string() }).loose().openapi('Problem');

/** A JSON body, for `request.body` and `responses`. */
export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});

/** The same schema without room for what it does not know: what would be dropped without a word is refused. */
function strict<Schema extends z.ZodType>(schema: Schema): Schema {
  // The types stay what they are: what is refused has no part in them.
  if (schema instanceof z.ZodObject) return schema.strict() as unknown as Schema;
  if (schema instanceof z.ZodDiscriminatedUnion)
    return z.discriminatedUnion(
      schema.def.discriminator,
      schema.options.map((option) => strict(option as z.ZodType)) as never,
    ) as unknown as Schema;
  return schema;
}

/** A required JSON request body, of known fields only. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { content: { 'application/json': { schema: strict(schema) } }, required: true as const },
});

/** Every route may answer with a problem; said once. */
export const refused = {
  default: { content: { 'application/problem+json': { schema: problem } }, description: 'What is wrong and what to do (RFC 9457)' },
} as const;

export const noContent = { 204: { description: 'Done' } } as const;

export { createRoute, z };
