import { ACTIVITY_TYPE, type AuditEntry } from './schema.ts';

/** One programme's audit as an Activity Streams 2.0 collection (https://www.w3.org/TR/activitystreams-core/), oldest first. */
export function activityStream(programme: { readonly id: string; readonly name: string }, entries: readonly AuditEntry[]) {
  return {
    '@context': ['https://www.w3.org/ns/activitystreams', { concordance: 'urn:concordance:audit#' }],
    type: 'OrderedCollection',
    id: `urn:concordance:audit:${programme.id}`,
    name: programme.name,
    totalItems: entries.length,
    orderedItems: entries.map((entry) => ({
      type: ACTIVITY_TYPE[entry.act],
      id: `urn:concordance:audit:${programme.id}:${entry.seq}`,
      published: entry.at,
      actor: { type: 'Person', id: `urn:concordance:user:${entry.by}`, ...(entry.byName !== null && { name: entry.byName }) },
      object: { type: 'Object', id: `urn:concordance:record:${entry.recordId}`, ...(entry.ref !== '' && { name: entry.ref }) },
      'concordance:act': entry.act,
      'concordance:fingerprint': entry.fingerprint,
      'concordance:session': entry.session,
      'concordance:details': entry.details,
      'concordance:hash': entry.hash,
    })),
  } as const;
}
