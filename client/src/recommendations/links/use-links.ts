import type { RecordId } from '@concordance/shared/ids';
import type { Link, LinkDraft } from '@concordance/shared/links/schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { ApiProblem } from '../../api/client.ts';
import { queryKey } from '../../api/keys.ts';
import { writeVersioned } from '../../registers/write-versioned.ts';
import { addLink, changeLink, linksQuery, removeLink } from '../queries.ts';
import { groupLinks, type LinkGroups } from './link-groups.ts';

export type LinkChanges = Partial<Pick<Link, 'note' | 'stance' | 'locator' | 'residualLikelihood' | 'residualImpact'>>;

export interface Links {
  readonly groups: LinkGroups | undefined;
  readonly all: readonly Link[];
  readonly failed: unknown;
  readonly add: (draft: LinkDraft) => Promise<Link | null>;
  readonly change: (link: Link, changes: LinkChanges) => Promise<boolean>;
  readonly remove: (link: Link) => Promise<void>;
  /** The link that was taken away last, while it can still be put back. */
  readonly removed: Link | null;
  readonly putBack: () => Promise<void>;
  /** The last act that failed. */
  readonly error: unknown;
  readonly again: (() => void) | undefined;
}

/** What to send to make this link again. Citations come from the text and are never sent. */
export function draftOf(link: Link): LinkDraft | null {
  const common = { targetId: link.target.id, note: link.note };
  switch (link.kind) {
    case 'answers':
      return { kind: 'answers', ...common };
    case 'treats':
      return { kind: 'treats', ...common, residualLikelihood: link.residualLikelihood, residualImpact: link.residualImpact };
    case 'rests':
      return { kind: 'rests', ...common, stance: link.stance ?? 'supports', locator: link.locator };
    case 'cites':
      return null;
  }
}

/** The link that a citation stands for, once a person declares it: the locator comes with it. */
export function declare(citation: Link): LinkDraft | null {
  const targetId = citation.target.id as RecordId;
  switch (citation.target.kind) {
    case 'trend':
      return { kind: 'answers', targetId };
    case 'risk':
      return { kind: 'treats', targetId };
    case 'evidence':
      return { kind: 'rests', targetId, locator: citation.locator };
    case 'body':
      return null;
  }
}

/** The links of one recommendation and what can be done with them. */
export function useLinks(programmeId: string, recommendationId: string): Links {
  const cache = useQueryClient();
  const query = useQuery(linksQuery(programmeId, recommendationId));
  const [removed, setRemoved] = useState<Link | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown; readonly again: () => void } | null>(null);
  const groups = useMemo(() => (query.data ? groupLinks(query.data) : undefined), [query.data]);

  const put = useCallback(
    (update: (links: readonly Link[]) => readonly Link[]) => {
      cache.setQueryData(linksQuery(programmeId, recommendationId).queryKey, (now) => now && update(now));
      void cache.invalidateQueries({ queryKey: queryKey(programmeId, 'link', 'list', recommendationId) });
    },
    [cache, programmeId, recommendationId],
  );

  /** Runs an act; what the server refuses becomes a line with "try again", and the list is fetched anew. */
  const attempt = useCallback(
    async <Result>(act: () => Promise<Result>): Promise<Result | null> => {
      setFailure(null);
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        put((links) => links);
        // Somebody else linked it first: what was wanted is there.
        if (error.code !== 'already-linked') setFailure({ error, again: () => void attempt(act) });
        return null;
      }
    },
    [put],
  );

  const add = useCallback(
    (draft: LinkDraft) =>
      attempt(async () => {
        const link = await addLink(programmeId, recommendationId, draft);
        put((links) => [...links.filter((one) => one.id !== link.id), link]);
        return link;
      }),
    [attempt, programmeId, recommendationId, put],
  );

  const change = useCallback(
    async (link: Link, changes: LinkChanges) => {
      const done = await attempt(async () => {
        const result = await writeVersioned(link, changes, (version) => changeLink(programmeId, link, version, changes));
        const now = result.kind === 'saved' ? result.record : result.current;
        put((links) => links.map((one) => (one.id === now.id ? now : one)));
        return result.kind === 'saved';
      });
      return done ?? false;
    },
    [attempt, programmeId, put],
  );

  const remove = useCallback(
    async (link: Link) => {
      await attempt(async () => {
        await removeLink(programmeId, link);
        setRemoved(link);
        put((links) => links.filter((one) => one.id !== link.id));
      });
    },
    [attempt, programmeId, put],
  );

  return {
    groups,
    all: query.data ?? [],
    failed: query.error,
    add,
    change,
    remove,
    removed,
    putBack: async () => {
      const draft = removed && draftOf(removed);
      setRemoved(null);
      if (draft) await add(draft);
    },
    error: failure?.error,
    again: failure?.again,
  };
}
