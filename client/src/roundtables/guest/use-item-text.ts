import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { EditorJson } from '@concordance/shared/editor/json';
import { type ReadText, readText } from '@concordance/shared/threads/flat-text';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type AtTable, textQuery } from './queries.ts';
import { type ReadDoc, readDoc } from './read-doc.ts';
import { useLiveText } from './use-live-text.ts';

export interface ItemText {
  /** Undefined until it is there. */
  readonly json: EditorJson | undefined;
  readonly cited: Readonly<Record<string, string>>;
  /** The live text, whose words can be spoken about; null before it is there and after the end. */
  readonly live: { readonly doc: ReadDoc; readonly flat: ReadText } | null;
  readonly offline: boolean;
  readonly error: unknown;
  readonly again: () => void;
}

/** The wording of an item: live while the table is open, as it stood at the end afterwards. */
export function useItemText(
  at: AtTable,
  item: { readonly id: string; readonly documentId: string },
  open: boolean,
  begun: boolean,
): ItemText {
  const text = useLiveText(item.documentId, open);
  const stored = useQuery({ ...textQuery(at, item.id), enabled: begun });
  const version = text?.version() ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the document holds
  const live = useMemo(() => {
    if (!text || text.state === 'loading') return null;
    return { doc: readDoc(text.doc), flat: readText(text.doc.getXmlFragment(TEXT_ROOT)) };
  }, [text, version]);
  return {
    json: live?.doc.json ?? stored.data?.text,
    cited: stored.data?.cited ?? NOTHING,
    live,
    offline: text?.state === 'offline',
    error: stored.error,
    again: () => void stored.refetch(),
  };
}

const NOTHING = {};
