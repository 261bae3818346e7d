import type { Hooks } from '../registers/routes.ts';

/** Whoever changes a reliability is the one who judged, today; nobody can say otherwise. */
export const judgedBy: NonNullable<Hooks['alongside']> = (changes, userId, now) => {
  const { reliabilityBy: _by, reliabilityOn: _on, ...given } = changes;
  if (given['reliability'] === undefined) return given;
  const judged = given['reliability'] !== null;
  return { ...given, reliabilityBy: judged ? userId : null, reliabilityOn: judged ? now.toISOString().slice(0, 10) : null };
};
