import { z } from 'zod';
import { type InvitationId, idSchema, type UserId } from '../ids.ts';
import { requiredLine } from '../registers/schema.ts';

/** Roles a person has in a programme; administrator is a right on the server, not a role in a programme. */
export const ROLES = ['lead', 'researcher', 'participant', 'observer'] as const;
export type Role = (typeof ROLES)[number];

export const email = z
  .string()
  .max(254)
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email());
/** NIST SP 800-63B: length counts, composition rules do not; common passwords are refused by the server. */
export const PASSWORD_MIN = 10;
export const password = z.string().min(PASSWORD_MIN).max(200);

export const credentials = z.object({ email, password: z.string().min(1).max(200) });
export const passwordChange = z.object({ current: z.string().max(200), next: password });
/** The first start: the administrator's account and the first programme's name. */
const setUpToken = z.string().max(100);
export const setUpLook = z.object({ token: setUpToken });
export const setup = z.object({ token: setUpToken, name: requiredLine(120), email, password });
export const acceptInvitation = z.object({
  token: z.string().max(100),
  name: requiredLine(120).optional(),
  email: email.optional(),
  password: password.optional(),
});

export const INTERFACE_LANGUAGES = ['en', 'ru', 'kk'] as const;
export const preferences = z.object({ language: z.enum(INTERFACE_LANGUAGES).optional(), name: requiredLine(120).optional() });

export const meSchema = z.object({
  id: idSchema<UserId>(),
  name: z.string(),
  email: z.string().nullable(),
  language: z.enum(INTERFACE_LANGUAGES),
  administrator: z.boolean(),
  /** Index into the palette of presence colours. */
  colour: z.number().int(),
});
export type Me = z.infer<typeof meSchema>;

export const personSchema = z.object({
  id: idSchema<UserId>(),
  name: z.string(),
  role: z.enum(ROLES),
  colour: z.number().int(),
  joinedAt: z.iso.datetime(),
  /** Shown to leads only. */
  email: z.string().nullable(),
});
export type Person = z.infer<typeof personSchema>;

/** Participants come by the link of a round table, which binds them to it. */
export const INVITED_ROLES = ['lead', 'researcher', 'observer'] as const satisfies readonly Role[];

export const invitationDraft = z.object({
  role: z.enum(INVITED_ROLES),
  /** Days until the link stops working. */
  days: z.number().int().min(1).max(90).default(14),
  note: requiredLine(200).optional(),
});
export const invitationSchema = z.object({
  id: idSchema<InvitationId>(),
  role: z.enum(ROLES),
  note: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  acceptedBy: z.string().nullable(),
  revoked: z.boolean(),
});
export type Invitation = z.infer<typeof invitationSchema>;
export const sessionSchema = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  agent: z.string(),
  current: z.boolean(),
});
export type SessionSummary = z.infer<typeof sessionSchema>;
