import { originOf, ownerOf } from '@concordance/shared/history/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthorLookup, TextAuthor } from '../editor/contract.ts';
import { initials } from '../ui/Avatar.tsx';
import { authorshipQuery } from './queries.ts';

/** Who wrote which words of a text, while somebody wants to see it. */
export function useAuthors(programmeId: string, recommendationId: string, wanted: boolean): AuthorLookup | null {
  const { data } = useQuery({ ...authorshipQuery(programmeId, recommendationId), enabled: wanted });
  const { t } = useTranslation('history');
  return useMemo(() => {
    if (!wanted || !data) return null;
    const people = new Map(data.people.map((person) => [person.id, person]));
    const [owner, origin] = [ownerOf(data), originOf(data)];
    /** One object for all words of the same two: neighbours are told apart by it. */
    const known = new Map<string, TextAuthor>();
    return (client, clock) => {
      const person = people.get(owner(client, clock) ?? '');
      if (!person) return undefined;
      const pastedBy = people.get(origin(client, clock)?.pastedBy ?? '')?.name;
      const key = `${person.id} ${pastedBy ?? ''}`;
      const title = pastedBy === undefined ? person.name : t('who.pasted', { name: person.name, by: pastedBy });
      const author = known.get(key) ?? { title, colour: person.colour, initials: initials(person.name) };
      known.set(key, author);
      return author;
    };
  }, [wanted, data, t]);
}
