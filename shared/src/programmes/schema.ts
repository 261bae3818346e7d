import { z } from 'zod';
import { ruleChanges } from '../checks/schema.ts';
import { ROLES } from '../identity/schema.ts';
import { idSchema, type ProgrammeId } from '../ids.ts';
import { line, prose, requiredLine } from '../registers/schema.ts';

export const LANGUAGES = ['en', 'ru', 'kk'] as const;
export type Language = (typeof LANGUAGES)[number];
export const CITATION_STYLES = ['gost-r-7-0-5-2008', 'apa-7', 'chicago-notes', 'plain'] as const;

const titles = z
  .object({ en: line(400).default(''), ru: line(400).default(''), kk: line(400).default('') })
  .refine((value) => value.en !== '' || value.ru !== '' || value.kk !== '', { message: 'required' });

export const programmeFields = z.object({
  title: titles,
  shortTitle: requiredLine(60),
  contractor: line(400).default(''),
  contract: line(120).default(''),
  firstYear: z.number().int().min(1900).max(2200).nullable().default(null),
  lastYear: z.number().int().min(1900).max(2200).nullable().default(null),
  languages: z.array(z.enum(LANGUAGES)).min(1).default(['en']),
  citationStyle: z.enum(CITATION_STYLES).default('gost-r-7-0-5-2008'),
  aim: prose(4000).default(''),
  /** Severities of checks, where they differ from the usual ones. */
  rules: ruleChanges.default({}),
});
export type ProgrammeDraft = z.input<typeof programmeFields>;

export const programmeSchema = programmeFields.extend({
  id: idSchema<ProgrammeId>(),
  version: z.number().int().positive(),
  createdAt: z.iso.datetime(),
});
export type Programme = z.infer<typeof programmeSchema>;

/** A programme in the switcher: what it is called and what I am in it. */
export const programmeSummary = z.object({
  id: idSchema<ProgrammeId>(),
  shortTitle: z.string(),
  years: z.string(),
  role: z.enum(ROLES).nullable(),
});
export type ProgrammeSummary = z.infer<typeof programmeSummary>;

/** How many live records of each kind a programme holds; the numbers in the rail. */
export const programmeCounts = z.object({
  recommendations: z.number(),
  trends: z.number(),
  risks: z.number(),
  sources: z.number(),
  evidence: z.number(),
  bodies: z.number(),
  risksUntreated: z.number(),
  trendsUnanswered: z.number(),
  evidenceUnrated: z.number(),
  byStatus: z.object({ draft: z.number(), 'in-discussion': z.number(), ready: z.number() }),
});
export type ProgrammeCounts = z.infer<typeof programmeCounts>;
