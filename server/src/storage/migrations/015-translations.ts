import type { Migration } from './migration.ts';

/** Titles and statements of recommendations in the programme's other languages. */
export const translations: Migration = {
  name: '015-translations',
  sql: () => [`alter table recommendations add column translations text not null default '{}'`],
};
