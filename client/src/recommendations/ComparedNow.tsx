import { useMemo } from 'react';
import type { EditorHandle } from '../editor/contract.ts';
import { useTextBlocks } from '../editor/text-blocks.ts';
import { ComparedText } from '../history/ComparedText.tsx';
import type { Comparison } from '../history/comparison.ts';

interface ComparedNowProps {
  readonly programmeId: string;
  readonly recommendationId: string;
  readonly comparison: Comparison;
  readonly handle: EditorHandle | null;
  readonly mayWrite: boolean;
  readonly onChange: (comparison: Comparison) => void;
  readonly onClose: () => void;
}

/** A comparison whose later side follows the text while others go on writing. */
export function ComparedNow({ handle, ...props }: ComparedNowProps) {
  const blocks = useTextBlocks(handle?.blocks);
  // Read anew whenever the blocks are.
  const now = useMemo(() => (handle && blocks ? handle.json() : null), [handle, blocks]);
  return <ComparedText {...props} now={now} />;
}
