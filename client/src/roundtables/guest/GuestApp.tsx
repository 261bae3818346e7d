import type { Entered } from '@concordance/shared/roundtables/schema';
import { useState } from 'react';
import { DoorPage } from './DoorPage.tsx';
import { keepBack } from './own-link.ts';
import { TablePage } from './TablePage.tsx';

interface Place {
  readonly programmeId: string;
  readonly tableId: string;
}

/** `/table/{programme}/{table}`; null at the door. */
function placeOf(path: string): Place | null {
  const match = /^\/table\/([0-9a-z]{26})\/([0-9a-z]{26})$/u.exec(path);
  return match ? { programmeId: match[1] ?? '', tableId: match[2] ?? '' } : null;
}

/** The two pages of a guest. The secret of a link leaves the address as soon as it was used. */
export function GuestApp() {
  const [place, setPlace] = useState(() => placeOf(window.location.pathname));
  const enter = ({ programmeId, tableId, seated, back }: Entered) => {
    if (!seated) {
      window.location.replace(`/p/${programmeId}/round-tables/${tableId}`);
      return;
    }
    if (back) keepBack(tableId, back);
    window.history.replaceState(null, '', `/table/${programmeId}/${tableId}`);
    setPlace({ programmeId, tableId });
  };
  return place ? <TablePage {...place} /> : <DoorPage onEnter={enter} />;
}
