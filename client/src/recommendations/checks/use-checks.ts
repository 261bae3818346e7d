import { checkRecommendation } from '@concordance/shared/checks/rules';
import type { CheckRules, Finding } from '@concordance/shared/checks/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { checksQuery } from '../../checks/queries.ts';
import type { EditorHandle } from '../../editor/contract.ts';
import { useTextBlocks } from '../../editor/text-blocks.ts';

export interface Checks {
  readonly findings: readonly Finding[] | undefined;
  readonly rules: CheckRules | undefined;
  readonly failed: unknown;
  readonly again: () => void;
}

/** The checks over the facts of the server and the text as it is being written: the same rules that bind at approval. */
export function useChecks(programmeId: string, id: string, handle: EditorHandle | null): Checks {
  const { data, error, refetch } = useQuery(checksQuery(programmeId, id));
  const live = useTextBlocks(handle?.blocks);
  const blocks = handle ? live : data?.facts.blocks;
  const findings = useMemo(() => data && checkRecommendation({ ...data.facts, blocks: blocks ?? [] }, data.rules), [data, blocks]);
  return { findings, rules: data?.rules, failed: error, again: () => void refetch() };
}

/** Brings the fact that a finding is about under the keyboard; false when the page has no such fact. */
export function showFact(field: string): boolean {
  const place = document.querySelector<HTMLElement>(`[data-fact~="${field}"]`);
  place?.scrollIntoView({ block: 'center' });
  const control = place?.querySelector<HTMLElement>('button, input, textarea');
  control?.focus();
  return control !== undefined && control !== null;
}
