/** What a key does to the table while no control inside a row is being edited. */
export type TableAct =
  | { readonly act: 'focus'; readonly row: number }
  | { readonly act: 'open' | 'select' | 'select-to' | 'edit' | 'new' | 'all' };

export interface Press {
  readonly key: string;
  /** The physical key, so that `e` works on a Cyrillic layout too. */
  readonly code: string;
  readonly shift: boolean;
  readonly mod: boolean;
}

export interface TablePlace {
  readonly focused: number;
  readonly total: number;
  /** Rows that fit on the screen. */
  readonly height: number;
  readonly editable: boolean;
}

const clamp = (row: number, total: number): number => Math.max(0, Math.min(total - 1, row));

function moveOf(press: Press, place: TablePlace): number | null {
  const { focused, height, total } = place;
  switch (press.key) {
    case 'ArrowDown':
      return focused + 1;
    case 'ArrowUp':
      return focused - 1;
    case 'PageDown':
      return focused + height;
    case 'PageUp':
      return focused - height;
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      break;
  }
  if (press.code === 'KeyJ') return focused + 1;
  return press.code === 'KeyK' ? focused - 1 : null;
}

/** Reads a key press; null means that the table leaves it alone. Escape belongs to the nearest open thing, not to the table. */
export function readKey(press: Press, place: TablePlace): TableAct | null {
  if (press.mod) return press.code === 'KeyA' && place.editable ? { act: 'all' } : null;
  const to = moveOf(press, place);
  if (to !== null) return place.total === 0 ? null : { act: 'focus', row: clamp(to, place.total) };
  if (press.key === 'Enter') return { act: 'open' };
  if (!place.editable) return null;
  if (press.key === ' ' || press.code === 'KeyX') return { act: press.shift ? 'select-to' : 'select' };
  if (press.code === 'KeyE' || press.key === 'F2') return { act: 'edit' };
  return press.code === 'KeyN' ? { act: 'new' } : null;
}
