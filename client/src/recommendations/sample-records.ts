import type { LinkId, RecordId } from '@concordance/shared/ids';
import type { Link } from '@concordance/shared/links/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';

/** Records for tests of this folder: an id that is the reference itself, and plain values elsewhere. */

const KIND_OF = { TRD: 'trend', RSK: 'risk', EVD: 'evidence', BOD: 'body' } as const;

export interface LinkSketch {
  readonly kind: Link['kind'];
  readonly ref: string;
  readonly stance?: Link['stance'];
  readonly locator?: string;
  readonly source?: string;
  readonly residual?: readonly [number, number];
}

export function sampleLink(sketch: LinkSketch): Link {
  const kind = KIND_OF[sketch.ref.slice(0, 3) as keyof typeof KIND_OF];
  return {
    id: `link-${sketch.kind}-${sketch.ref}` as LinkId,
    recommendationId: 'REC-7' as RecordId,
    kind: sketch.kind,
    version: 1,
    note: '',
    stance: sketch.stance ?? null,
    locator: sketch.locator ?? '',
    residualLikelihood: sketch.residual?.[0] ?? null,
    residualImpact: sketch.residual?.[1] ?? null,
    suspect: false,
    targetFingerprint: '',
    target: {
      id: sketch.ref as RecordId,
      kind,
      ref: sketch.ref,
      title: `Title of ${sketch.ref}`,
      archived: false,
      detail: kind === 'risk' ? { riskKind: 'threat', likelihood: 5, impact: 4 } : { source: sketch.source ?? null },
    },
  };
}

export function sampleRecommendation(changes: Partial<Recommendation> = {}): Recommendation {
  return {
    id: 'rec-id' as RecordId,
    ref: 'REC-7',
    version: 1,
    createdAt: '2020-09-01T08:00:00.000Z',
    updatedAt: '2020-09-12T14:00:00.000Z',
    updatedBy: 'u1',
    archivedAt: null,
    usedIn: 0,
    title: 'Open the union market to processed goods',
    statement: 'Agree a closed list of barriers.',
    addresseeIds: [],
    responsibleId: null,
    horizon: null,
    horizonNote: '',
    priority: null,
    instrument: '',
    indicators: [],
    strength: null,
    certainty: null,
    strengthWhy: '',
    topic: '',
    ownerId: null,
    dueOn: null,
    parentId: null,
    note: '',
    status: 'draft',
    statusReason: '',
    documentId: 'document-id' as Recommendation['documentId'],
    addressees: [],
    responsible: null,
    ownerName: null,
    translations: [],
    words: 0,
    counts: { trends: 0, risks: 0, evidence: 0 },
    ...changes,
  };
}
