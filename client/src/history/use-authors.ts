import { ownerOf } from '@concordance/shared/history/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AuthorLookup, TextAuthor } from '../editor/contract.ts';
import { authorshipQuery } from './queries.ts';

/** Who wrote which words of a text, while somebody wants to see it. */
export function useAuthors(programmeId: string, recommendationId: string, wanted: boolean): AuthorLookup | null {
  const { data } = useQuery({ ...authorshipQuery(programmeId, recommendationId), enabled: wanted });
  return useMemo(() => {
    if (!wanted || !data) return null;
    const people = new Map<string, TextAuthor>(
      data.people.map(({ id, name, colour }) => [id, { name, colour, initials: initialsOf(name) }]),
    );
    const owner = ownerOf(data);
    return (client, clock) => people.get(owner(client, clock) ?? '');
  }, [wanted, data]);
}

function initialsOf(name: string): string {
  return name
    .split(/\s+/u)
    .slice(0, 2)
    .map((word) => word.charAt(0).toLocaleUpperCase())
    .join('');
}
