import { type Action, may } from '@concordance/shared/identity/rules';
import type { Role } from '@concordance/shared/identity/schema';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMe } from '../identity/queries.ts';
import { type MyProgramme, programmeQuery } from './queries.ts';

export interface ProgrammeHere {
  readonly id: string;
  readonly programme: MyProgramme;
  readonly role: Role;
  /** Asks the shared table of rights for me in this programme. */
  readonly may: (action: Action) => boolean;
}

/** The programme of the address. Only below `/p/$programme`, whose route has fetched it. */
export function useProgramme(): ProgrammeHere {
  const { programme: id } = useParams({ strict: false });
  if (!id) throw new Error('no programme in the address');
  const { data } = useSuspenseQuery(programmeQuery(id));
  const { administrator } = useMe();
  return { id, programme: data, role: data.role, may: (action) => may({ role: data.role, administrator }, action) };
}
