import { tableFields, tableReference } from '@concordance/shared/roundtables/schema';
import { newId } from '../ids.ts';
import type { AgendaItemTable, ChangeTable, RoundTableTable } from '../storage/tables.ts';
import type { SampleRecord } from './files.ts';
import { withIds } from './keys.ts';
import type { Loading } from './register-rows.ts';

export interface RoundTableRows {
  readonly table: RoundTableTable;
  readonly items: readonly AgendaItemTable[];
  readonly change: Omit<ChangeTable, 'seq'>;
}

/** The rows of a planned round table. Throws when it does not fit its schema. */
export function roundTableRows(loading: Loading, record: SampleRecord, place: number): RoundTableRows {
  const draft = tableFields.strict().parse(withIds(record, loading.keys));
  const by = loading.keys.person('lead');
  const table: RoundTableTable = {
    id: newId(),
    programme_id: loading.programmeId,
    number: place + 1,
    version: 1,
    title: draft.title,
    description: draft.description,
    held_on: draft.heldOn,
    closes_at: null,
    rule: draft.rule,
    state: 'planned',
    opened_at: null,
    closed_at: null,
    minutes_document_id: null,
    current_item_id: null,
    current_since: null,
    created_at: loading.at,
    created_by: by,
  };
  const items = draft.agenda.map((item, position) => ({
    id: newId(),
    table_id: table.id,
    recommendation_id: item.recommendationId as string,
    position,
    minutes: item.minutes,
    closing_text: null,
  }));
  const change = {
    programme_id: loading.programmeId,
    at: loading.at,
    by_id: by,
    kind: 'round-table',
    record_id: table.id,
    ref: tableReference(table.number),
    title: table.title,
    version: 1,
    action: 'created',
    fields: '[]',
  };
  return { table, items, change };
}
