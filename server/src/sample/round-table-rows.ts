import { tableFields, tableReference } from '@concordance/shared/roundtables/schema';
import { storedId } from '../identity/sessions.ts';
import { newId, newSecret } from '../ids.ts';
import type { AgendaItemTable, ChangeTable, RoundTableTable, SeatTable, TableLinkTable } from '../storage/tables.ts';
import type { SampleTable } from './files.ts';
import { withIds } from './keys.ts';
import type { Loading } from './register-rows.ts';

export interface RoundTableRows {
  readonly table: RoundTableTable;
  readonly items: readonly AgendaItemTable[];
  /** By which the guests came; nobody knows its secret any more. */
  readonly link: TableLinkTable;
  readonly seats: readonly SeatTable[];
  readonly change: Omit<ChangeTable, 'seq'>;
}

const LINK_MS = 30 * 24 * 60 * 60 * 1000;
const BACK_MS = 365 * 24 * 60 * 60 * 1000;

/** The rows of an open round table with its guests. Throws when it does not fit its schema. */
export function roundTableRows(loading: Loading, { guests, ...record }: SampleTable, place: number): RoundTableRows {
  const draft = tableFields.strict().parse(withIds(record, loading.keys));
  const by = loading.keys.person('lead');
  const table: RoundTableTable = {
    id: loading.keys.table(record.key),
    programme_id: loading.programmeId,
    number: place + 1,
    version: 1,
    title: draft.title,
    description: draft.description,
    held_on: draft.heldOn,
    closes_at: null,
    rule: draft.rule,
    state: 'open',
    opened_at: loading.at,
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
  const later = (wait: number) => new Date(Date.parse(loading.at) + wait).toISOString();
  const link: TableLinkTable = {
    id: newId(),
    table_id: table.id,
    kind: 'shared',
    token_hash: storedId(newSecret()),
    name: '',
    organisation: '',
    seats: guests.length,
    created_at: loading.at,
    created_by: by,
    expires_at: later(LINK_MS),
    revoked_at: null,
  };
  const seats = guests.map((guest, at) => ({
    id: newId(),
    table_id: table.id,
    user_id: loading.keys.person(guest.key),
    link_id: link.id,
    number: at + 1,
    organisation: guest.organisation,
    back_hash: storedId(newSecret()),
    back_until: later(BACK_MS),
    joined_at: loading.at,
    revoked_at: null,
  }));
  return { table, items, link, seats, change };
}
