/** A place on the 5 × 5 matrix: likelihood across, impact upwards, both 1 to 5. */
export interface MatrixPlace {
  readonly likelihood: number;
  readonly impact: number;
}

/** How strongly a cell is tinted; a help for the eye, not a rating: no number is derived from the two judgements. */
export type Tint = 'plain' | 'warm' | 'strong';

export function tintOf({ likelihood, impact }: MatrixPlace): Tint {
  const weight = likelihood * impact;
  if (weight >= 15) return 'strong';
  return weight >= 8 ? 'warm' : 'plain';
}

/** Both judged, or no place at all. */
export function placeOn(likelihood: number | null, impact: number | null): MatrixPlace | null {
  return likelihood === null || impact === null ? null : { likelihood, impact };
}

/** Side of a cell in the drawing's own units. */
export const CELL = 22;

/** The middle of a cell; the drawing's y axis points down. */
export function centreOf({ likelihood, impact }: MatrixPlace): { readonly x: number; readonly y: number } {
  return { x: (likelihood - 0.5) * CELL, y: (5.5 - impact) * CELL };
}

/** The arrow from one mark to the other, shortened so that it touches neither; null where they share a cell. */
export function arrowBetween(
  from: MatrixPlace,
  to: MatrixPlace,
): { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number } | null {
  const [a, b] = [centreOf(from), centreOf(to)];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length === 0) return null;
  const gap = 11;
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  return { x1: a.x + ux * gap, y1: a.y + uy * gap, x2: b.x - ux * gap, y2: b.y - uy * gap };
}
