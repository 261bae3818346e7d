import type { Programme } from '@concordance/shared/programmes/schema';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { PROGRAMMES_KEY, queryKey } from '../api/keys.ts';
import type { MyProgramme } from './queries.ts';
import type { ProgrammeHere } from './use-programme.ts';

/** Some facts of a programme, as a change names them. */
export type ProgrammeChanges = Partial<Omit<Programme, 'id' | 'version' | 'createdAt'>>;

interface SaveProgramme {
  /** Saves on the version that is shown, or on the newer one that the person has seen and writes over. */
  readonly save: (changes: ProgrammeChanges, over?: unknown) => Promise<void>;
  readonly takeTheirs: (current: unknown) => void;
}

export function useSaveProgramme({ id, programme }: Pick<ProgrammeHere, 'id' | 'programme'>): SaveProgramme {
  const queryClient = useQueryClient();
  // Answers to a change say nothing of my role, which stays as it was.
  const show = (current: Programme) =>
    queryClient.setQueryData<MyProgramme>(queryKey(id, 'programme'), { ...current, role: programme.role });
  return {
    save: async (changes, over) => {
      const version = (over as Programme | undefined)?.version ?? programme.version;
      show(await api.patch<Programme>(`/api/programmes/${id}`, { version, changes }));
      void queryClient.invalidateQueries({ queryKey: PROGRAMMES_KEY });
    },
    takeTheirs: (current) => show(current as Programme),
  };
}
