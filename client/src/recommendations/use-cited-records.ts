import { CITED_KINDS, type CitedKind } from '@concordance/shared/editor/citation';
import type { Found } from '@concordance/shared/find/schema';
import type { Link } from '@concordance/shared/links/schema';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CitedRecord } from '../editor/contract.ts';
import { namesQuery } from '../registers/queries.ts';
import { useDetailWords } from '../ui/use-detail-words.ts';
import { linkLine } from './links/link-words.ts';

export interface CitedRecords {
  /** What a citation of this record shows; undefined until its name has come. Stable while nothing changed. */
  readonly lookup: (recordId: string) => CitedRecord | undefined;
  /** Keeps what a search has found, so that a citation made from it shows its name at once. */
  readonly remember: (found: readonly Found[]) => void;
}

const isCited = (kind: string): kind is CitedKind => (CITED_KINDS as readonly string[]).includes(kind);

function fromFound(found: Found, detail: string): CitedRecord | null {
  if (!isCited(found.kind)) return null;
  return { kind: found.kind, ref: found.ref, title: found.title, short: '', state: found.state, detail };
}

/**
 * The names behind the citations of a text. A link of the recommendation knows most; what it does not know is asked of
 * the server in one batch, and again whenever the event feed says that a record changed.
 */
export function useCitedRecords(programmeId: string, links: readonly Link[]): CitedRecords {
  const { t } = useTranslation('recommendations');
  // A new function with every render; the language that it speaks changes together with `t`.
  const detailWords = useRef((detail: string) => detail);
  detailWords.current = useDetailWords();
  const [asked, setAsked] = useState<readonly string[]>([]);
  const missing = useRef(new Set<string>());
  const [found, setFound] = useState<ReadonlyMap<string, Found>>(new Map());
  const { data: names } = useQuery({ ...namesQuery(programmeId, asked), enabled: asked.length > 0 });

  const known = useMemo(() => {
    const map = new Map<string, CitedRecord>();
    for (const one of [...found.values(), ...(names ?? [])]) {
      const record = fromFound(one, detailWords.current(one.detail));
      if (record) map.set(one.id, record);
    }
    for (const link of links) {
      const before = map.get(link.target.id);
      const state = link.target.archived ? 'archived' : (link.target.detail.state ?? 'active');
      const detail = link.kind === 'cites' && before?.detail ? before.detail : linkLine(t, link);
      const { kind, ref, title } = link.target;
      map.set(link.target.id, { kind, ref, title, short: '', state, detail, suspect: link.suspect || before?.suspect === true });
    }
    return map;
  }, [found, names, links, t]);

  const lookup = useCallback(
    (recordId: string) => {
      const record = known.get(recordId);
      if (record) return record;
      // The editor asks while it draws: what is missing is noted here and asked for, all at once, when it has drawn.
      if (missing.current.size === 0) setTimeout(ask, 0);
      missing.current.add(recordId);
      return undefined;

      function ask() {
        const fresh = [...missing.current];
        missing.current.clear();
        setAsked((before) => {
          const wanted = fresh.filter((id) => !before.includes(id));
          return wanted.length === 0 ? before : [...before, ...wanted];
        });
      }
    },
    [known],
  );

  const remember = useCallback((more: readonly Found[]) => {
    setFound((before) =>
      more.every((one) => before.has(one.id)) ? before : new Map([...before, ...more.map((one) => [one.id as string, one] as const)]),
    );
  }, []);
  return { lookup, remember };
}
