import { checkRecommendation } from '@concordance/shared/checks/rules';
import type { BlockFact, CheckedRecommendation, CheckRules, Finding } from '@concordance/shared/checks/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { checksQuery } from '../../checks/queries.ts';
import type { EditorHandle, TextBlocksStore } from '../../editor/contract.ts';

export interface Checks {
  readonly findings: readonly Finding[] | undefined;
  readonly rules: CheckRules | undefined;
  readonly failed: unknown;
  readonly again: () => void;
}

/** The checks over the facts of the server and the text as it is being written: the same rules that bind at approval. */
export function useChecks(programmeId: string, id: string, handle: EditorHandle | null): Checks {
  const { data, error, refetch } = useQuery(checksQuery(programmeId, id));
  const find = useMemo(() => finder(data, handle?.blocks), [data, handle]);
  const findings = useSyncExternalStore(handle?.blocks.subscribe ?? stayStill, find);
  return { findings, rules: data?.rules, failed: error, again: () => void refetch() };
}

/**
 * Finds anew when the text has changed, and answers with the same list while the findings are the same: a page that is
 * being written on is not rendered for every few letters.
 */
function finder(data: CheckedRecommendation | undefined, text: TextBlocksStore | undefined): () => readonly Finding[] | undefined {
  let seen: readonly BlockFact[] | undefined;
  let findings: readonly Finding[] | undefined;
  return () => {
    const blocks = text ? text.get() : data?.facts.blocks;
    if (!data || (findings && blocks === seen)) return findings;
    seen = blocks;
    const found = checkRecommendation({ ...data.facts, blocks: blocks ?? [] }, data.rules);
    if (JSON.stringify(found) !== JSON.stringify(findings)) findings = found;
    return findings;
  };
}

const stayStill = () => () => {};

/** Brings the fact that a finding is about under the keyboard; false when the page has no such fact. */
export function showFact(field: string): boolean {
  const place = document.querySelector<HTMLElement>(`[data-fact~="${field}"]`);
  place?.scrollIntoView({ block: 'center' });
  const control = place?.querySelector<HTMLElement>('button, input, textarea');
  control?.focus();
  return control !== undefined && control !== null;
}
