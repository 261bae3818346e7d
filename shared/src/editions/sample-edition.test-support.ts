import { canonicalJson, type JsonValue } from '../fingerprints/canonical.ts';
import { sha256 } from '../fingerprints/sha256.ts';
import { EDITION_FORMAT, EDITION_RULE, type EditionDocument, type EditionFile, type EditionSubstance } from './schema.ts';
import { editionHash, sealOf } from './verify.ts';

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

/** A small set as it is signed; `over` replaces parts of it. */
export function sampleSubstance(over: Partial<EditionSubstance> = {}): EditionSubstance {
  return {
    programme: { id: 'p'.repeat(26), title: { en: 'Integration policy' }, shortTitle: 'Integration', contractor: '', contract: '' },
    set: { id: 's'.repeat(26), ref: 'SET-1', title: 'To 2025', addressees: [{ ref: 'BOD-1', title: 'The Government' }] },
    edition: 1,
    previous: null,
    preface: { type: 'doc', content: [paragraph('Six recommendations.')] },
    recommendations: [
      {
        id: 'r'.repeat(26),
        ref: 'REC-7',
        title: 'Open the market',
        statement: 'Open the union market to processed goods before 2025.',
        addressees: [],
        responsible: null,
        horizon: null,
        horizonNote: '',
        priority: 'high',
        instrument: '',
        indicators: ['Share of processed goods'],
        strength: 'strong',
        certainty: 'moderate',
        strengthWhy: '',
        text: { type: 'doc', content: [paragraph('Russia’s share rose to 42.7 % in 2019.'), paragraph('It should fall.')] },
        links: [
          { kind: 'rests', target: 'EVD-4', stance: 'supports', locator: 'p. 3', note: '', residualLikelihood: null, residualImpact: null },
        ],
      },
    ],
    records: [{ kind: 'evidence', id: 'e'.repeat(26), ref: 'EVD-4', fields: { title: 'Trade 2019', state: 'active' }, sealed: null }],
    ...over,
  };
}

/** An edition file of that substance, with the seals it was given. */
export function sampleFile(substance = sampleSubstance(), disclosures: EditionFile['disclosures'] = {}): EditionFile {
  const substanceHash = sha256(canonicalJson(substance as unknown as JsonValue));
  const edition: EditionDocument = {
    format: EDITION_FORMAT,
    rule: EDITION_RULE,
    substance,
    substanceHash,
    approval: {
      round: 1,
      quorum: 1,
      order: 'parallel',
      approvers: [{ userId: 'ann', name: 'Ann' }],
      signOffs: [{ userId: 'ann', name: 'Ann', at: '2020-09-28T12:03:00.000Z', hash: substanceHash, dissent: '', dissentOn: null }],
      alone: false,
      at: '2020-09-28T12:03:00.000Z',
    },
    open: [],
    threads: [],
  };
  return { disclosures, edition, sha256: editionHash(edition, sha256) };
}

/** A substance whose one record names an expert, sealed, and what opens the seal. */
export function sealedSample(): EditionFile {
  const value = { title: 'Interview with A. Expert', source: 'A. Expert' };
  const seal = sealOf('salt', value, sha256);
  const record = { kind: 'evidence', id: 'e'.repeat(26), ref: 'EVD-4', fields: { state: 'active' }, sealed: seal } as const;
  return sampleFile(sampleSubstance({ records: [record] }), { [seal]: { salt: 'salt', value } });
}
