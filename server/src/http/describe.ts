import { createRoute, z } from '@hono/zod-openapi';

const problem = z.object({ type: z.string(), code: z.string(), status: z.number(), title: z.string() }).loose().openapi('Problem');

/** A JSON body, for `request.body` and `responses`. */
export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});

/** A required JSON request body. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { content: { 'application/json': { schema } }, required: true as const },
});

/** Every route may answer with a problem; said once. */
export const refused = {
  default: { content: { 'application/problem+json': { schema: problem } }, description: 'What is wrong and what to do (RFC 9457)' },
} as const;

export const noContent = { 204: { description: 'Done' } } as const;

export { createRoute, z };
