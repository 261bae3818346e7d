import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Room, RoomMember } from './contract.ts';
import { rooms } from './rooms.ts';

/**
 * The live document of a page. The answer changes when there is news for the screen (save state, people, rights), never
 * with a keystroke; `doc` and `awareness` stay the same as long as document and person do.
 */
export function useRoom(documentId: string, me: RoomMember, epoch = 1): Room {
  // A new object for the same person must not look like another person.
  const { id, name, colour } = me;
  const member = useMemo(() => ({ id, name, colour }), [id, name, colour]);
  const room = rooms.get(documentId, member, epoch);
  useEffect(() => rooms.hold(documentId, member, epoch), [documentId, member, epoch]);
  return useSyncExternalStore(room.subscribe, room.snapshot);
}
