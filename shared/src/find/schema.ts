import { z } from 'zod';
import { RECORD_KINDS } from '../ids.ts';
import { recordId } from '../registers/schema.ts';

/** Find over everything with a reference: the palette, `[[` and record pickers. */
export const findQuery = z.object({
  q: z.string().max(200).default(''),
  kinds: z
    .string()
    .optional()
    .transform((value) => (value ? value.split(',') : [...RECORD_KINDS]))
    .pipe(z.array(z.enum(RECORD_KINDS)).max(RECORD_KINDS.length)),
  limit: z.coerce.number().int().min(1).max(50).default(12),
});

export const foundSchema = z.object({
  kind: z.enum(RECORD_KINDS),
  id: recordId,
  ref: z.string(),
  title: z.string(),
  /** A second line: source of an item, kind of a body, status of a recommendation. */
  detail: z.string(),
  /** active, superseded, withdrawn for evidence; archived where archived; otherwise active. */
  state: z.string(),
});
export type Found = z.infer<typeof foundSchema>;

/** Lowers, normalises and folds text so that `қазақ` finds `Қазақстан` and `e` finds `é`. Kazakh letters stay letters of their own. */
export function foldForFind(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase();
}
