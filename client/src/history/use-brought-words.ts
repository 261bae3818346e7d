import { useCallback, useEffect, useRef } from 'react';
import { ApiProblem } from '../api/client.ts';
import type { BroughtWords } from '../editor/contract.ts';
import { claimPasted } from './queries.ts';

/**
 * Has words that were pasted or moved credited to those who wrote them, as soon as the server has them: before, it could
 * not look. Words that it does not find again stay whose they are, and nobody needs to be told.
 */
export function useBroughtWords(programmeId: string, recommendationId: string, saved: boolean): (words: BroughtWords) => void {
  const waiting = useRef<BroughtWords[]>([]);
  useEffect(() => {
    if (!saved) return;
    for (const words of waiting.current.splice(0)) {
      claimPasted(programmeId, recommendationId, words).catch((error: unknown) => {
        // No answer at all: asked again with the next that is saved.
        if (error instanceof ApiProblem && error.code === 'network') waiting.current.push(words);
      });
    }
  }, [saved, programmeId, recommendationId]);
  return useCallback((words) => void waiting.current.push(words), []);
}
