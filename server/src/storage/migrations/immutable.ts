import type { Engine } from '../database.ts';

/** For PostgreSQL, once: the function behind the triggers below. */
export function refuseFunction(engine: Engine): readonly string[] {
  if (engine === 'sqlite') return [];
  return [
    `create function refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'rows of % are never changed', tg_table_name; end $$`,
  ];
}

/**
 * Makes a table one that only grows: the database itself refuses to change or remove a row. `keys` are its unique keys:
 * SQLite's "insert or replace" removes a row without firing the trigger on removal.
 */
export function onlyGrows(engine: Engine, table: string, keys: readonly (readonly string[])[]): readonly string[] {
  if (engine === 'postgres') {
    return [
      `create trigger ${table}_only_grows before update or delete on ${table} for each row execute function refuse_change()`,
      `create trigger ${table}_not_emptied before truncate on ${table} for each statement execute function refuse_change()`,
    ];
  }
  const refuse = `begin select raise(abort, 'rows of ${table} are never changed'); end`;
  const there = keys.map((key) => `(${key.map((column) => `${column} = new.${column}`).join(' and ')})`).join(' or ');
  return [
    `create trigger ${table}_never_updated before update on ${table} ${refuse}`,
    `create trigger ${table}_never_deleted before delete on ${table} ${refuse}`,
    `create trigger ${table}_never_replaced before insert on ${table} when exists (select 1 from ${table} where ${there}) ${refuse}`,
  ];
}
