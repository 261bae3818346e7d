import { PeoplePage } from '../identity/PeoplePage.tsx';
import { useProgramme } from '../programmes/use-programme.ts';

/** Joins the people page, which knows no programme, with the programme of the address. */
export function PeopleRoute() {
  const here = useProgramme();
  return (
    <PeoplePage
      programmeId={here.id}
      programmeTitle={here.programme.shortTitle}
      mayInvite={here.may('people.invite')}
      mayChange={here.may('people.change')}
    />
  );
}
