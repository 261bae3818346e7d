import { describe, expect, test } from 'vitest';
import { type Press, readKey } from './table-keys.ts';

const place = { focused: 3, total: 10, height: 5, editable: true };
const press = (key: string, code = key, more: Partial<Press> = {}): Press => ({ key, code, shift: false, mod: false, ...more });

describe('keys in the table', () => {
  test('arrows, J and K move by one row', () => {
    expect(readKey(press('ArrowDown'), place)).toEqual({ act: 'focus', row: 4 });
    expect(readKey(press('ArrowUp'), place)).toEqual({ act: 'focus', row: 2 });
    expect(readKey(press('j', 'KeyJ'), place)).toEqual({ act: 'focus', row: 4 });
    expect(readKey(press('k', 'KeyK'), place)).toEqual({ act: 'focus', row: 2 });
  });

  test('page keys, Home and End stay inside the list', () => {
    expect(readKey(press('PageDown'), { ...place, focused: 8 })).toEqual({ act: 'focus', row: 9 });
    expect(readKey(press('PageUp'), place)).toEqual({ act: 'focus', row: 0 });
    expect(readKey(press('End'), place)).toEqual({ act: 'focus', row: 9 });
    expect(readKey(press('Home'), place)).toEqual({ act: 'focus', row: 0 });
  });

  test('nothing moves in an empty table', () => {
    expect(readKey(press('ArrowDown'), { ...place, focused: 0, total: 0 })).toBeNull();
  });

  test('Enter opens, Space selects, with Shift up to here; Escape is not the table’s', () => {
    expect(readKey(press('Enter'), place)).toEqual({ act: 'open' });
    expect(readKey(press('Escape'), place)).toBeNull();
    expect(readKey(press(' ', 'Space'), place)).toEqual({ act: 'select' });
    expect(readKey(press(' ', 'Space', { shift: true }), place)).toEqual({ act: 'select-to' });
  });

  test('letters work by their place on the keyboard, so a Cyrillic layout is no obstacle', () => {
    expect(readKey(press('у', 'KeyE'), place)).toEqual({ act: 'edit' });
    expect(readKey(press('т', 'KeyN'), place)).toEqual({ act: 'new' });
  });

  test('an observer moves and opens, and changes nothing', () => {
    const observer = { ...place, editable: false };
    for (const key of [press('e', 'KeyE'), press('n', 'KeyN'), press(' ', 'Space'), press('F2')]) expect(readKey(key, observer)).toBeNull();
    expect(readKey(press('Enter'), observer)).toEqual({ act: 'open' });
  });

  test('shortcuts of the browser are left alone', () => {
    expect(readKey(press('n', 'KeyN', { mod: true }), place)).toBeNull();
    expect(readKey(press('a', 'KeyA', { mod: true }), place)).toEqual({ act: 'all' });
  });
});
