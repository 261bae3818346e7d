/** The secret that brings a guest back to their seat; it stays on the device it was given to. */
const keyOf = (tableId: string) => `concordance-table-${tableId}`;

export function keepBack(tableId: string, secret: string): void {
  localStorage.setItem(keyOf(tableId), secret);
}

/** The guest's own link, to be kept or sent to another device; null where they came by a personal one. */
export function ownLink(tableId: string): string | null {
  const secret = localStorage.getItem(keyOf(tableId));
  return secret ? `${window.location.origin}/join#${secret}` : null;
}
