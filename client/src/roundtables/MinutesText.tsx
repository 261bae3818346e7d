import { useEffect } from 'react';
import type { Room } from '../collaboration/contract.ts';
import type { EditorHandle, TextTalk } from '../editor/contract.ts';
import { Editor } from '../editor/Editor.tsx';
import { useLiveText } from '../recommendations/use-live-text.ts';
import { Skeleton } from '../ui/Skeleton.tsx';

interface MinutesTextProps {
  readonly programmeId: string;
  readonly documentId: string;
  readonly label: string;
  readonly mayWrite: boolean;
  readonly onLive: (room: Room) => void;
  /** What is said about its words. */
  readonly talk: TextTalk;
  readonly onHandle: (handle: EditorHandle | null) => void;
}

/** The minutes as a text that the team writes together. */
export function MinutesText({ programmeId, documentId, label, mayWrite, onLive, talk, onHandle }: MinutesTextProps) {
  const { room, editor } = useLiveText({ programmeId, documentId, mayWrite });
  useEffect(() => onLive(room), [onLive, room]);
  if (!room.synced) return <Skeleton lines={7} />;
  return <Editor key={documentId} {...editor} talk={talk} onHandle={onHandle} label={label} />;
}
