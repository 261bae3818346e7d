import { find, REGISTERS } from '../find/find.ts';
import { linksOf } from '../links/store.ts';
import { suspectLinks } from '../links/suspects.ts';
import { countsOf } from '../programmes/store.ts';
import { findRow, listRecords } from '../registers/store.ts';
import { usedIn } from '../registers/usage.ts';
import type { Reader } from '../storage/database.ts';
import type { Questions, Reading } from './port.ts';

const ANSWERS: { readonly [Name in keyof Questions]: (reader: Reader, ...args: Parameters<Questions[Name]>) => Promise<unknown> } = {
  list: (reader, kind, programmeId, query) => listRecords(reader, REGISTERS[kind], programmeId, query),
  async usedIn(reader, kind, programmeId, idOrRef) {
    const { id } = await findRow(reader, REGISTERS[kind], programmeId, idOrRef);
    return usedIn(reader, programmeId, id);
  },
  async links(reader, programmeId, idOrRef) {
    const { id } = await findRow(reader, REGISTERS.recommendation, programmeId, idOrRef);
    return linksOf(reader, programmeId, id);
  },
  suspectLinks,
  find,
  counts: countsOf,
};

const encoder = new TextEncoder();

/** Answers in the thread where it is called. */
export function readingOn(reader: Reader): Reading {
  return {
    ask: async (name, ...args) => {
      const answer = ANSWERS[name] as (reader: Reader, ...args: unknown[]) => Promise<unknown>;
      return encoder.encode(JSON.stringify(await answer(reader, ...args)));
    },
  };
}
