import type { Table, TableChanges } from '@concordance/shared/roundtables/schema';
import { useQueryClient } from '@tanstack/react-query';
import { changeTable, tableKey, tableQuery } from '../queries.ts';

export interface SaveTable {
  /** Saves on the version that is shown, or on the newer one that the person has seen and writes over. */
  readonly save: (changes: TableChanges, over?: unknown) => Promise<void>;
  /** Shows an answer of the server at once, and has what depends on it asked again. */
  readonly show: (table: Table) => void;
}

/** Ways to change the table of a page. */
export function useTable(programmeId: string, table: Table): SaveTable {
  const cache = useQueryClient();
  const show = (next: Table) => {
    cache.setQueryData(tableQuery(programmeId, next.ref).queryKey, next);
    void cache.invalidateQueries({ queryKey: tableKey(programmeId) });
  };
  return {
    show,
    save: async (changes, over) => {
      const version = (over as Table | undefined)?.version ?? table.version;
      show(await changeTable(programmeId, table.id, version, changes));
    },
  };
}
