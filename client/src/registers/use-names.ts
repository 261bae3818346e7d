import type { Found } from '@concordance/shared/find/schema';
import { useQuery } from '@tanstack/react-query';
import { useProgramme } from '../programmes/use-programme.ts';
import { namesQuery, peopleQuery } from './queries.ts';

/** Names of records by id; a record that cannot be named (not there yet, or gone) is absent from the map. */
export function useNames(ids: readonly string[]): ReadonlyMap<string, Found> {
  const { id: p } = useProgramme();
  const wanted = [...new Set(ids)].sort();
  const { data = [] } = useQuery({ ...namesQuery(p, wanted), enabled: wanted.length > 0 });
  return new Map(data.map((found) => [found.id, found]));
}

/** Gives a person's name by id; the id of somebody who has left the programme gives an empty string. */
export function usePersonName(): (id: string | null) => string {
  const { id: p } = useProgramme();
  const { data = [] } = useQuery(peopleQuery(p));
  return (id) => data.find((person) => person.id === id)?.name ?? '';
}
