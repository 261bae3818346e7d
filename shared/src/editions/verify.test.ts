import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../fingerprints/sha256.ts';
import { sampleFile, sampleSubstance, sealedSample } from './sample-edition.test-support.ts';
import type { EditionFile } from './schema.ts';
import { editionFileText, editionHash, verifyFile } from './verify.ts';

const text = editionFileText(sampleFile());
const why = (file: string) => {
  const verdict = verifyFile(file, sha256);
  return verdict.kind === 'sound' ? 'sound' : verdict.why;
};
/** The file with its own fingerprint made to fit again, as a forger would. */
const resealed = (file: EditionFile) => editionFileText({ ...file, sha256: editionHash(file.edition, sha256) });

describe('an edition file', () => {
  test('verifies as it was issued', () => {
    expect(verifyFile(text, sha256)).toMatchObject({ kind: 'sound', sha256: sampleFile().sha256 });
  });

  test('does not verify with any one character changed, left out or put in', () => {
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.string({ minLength: 1, maxLength: 1 }),
        fc.constantFrom(0, 1),
        fc.boolean(),
        (at, other, cut, put) => {
          const changed = text.slice(0, at) + (put ? other : '') + text.slice(at + cut);
          if (changed !== text) expect(why(changed)).not.toBe('sound');
        },
      ),
      { numRuns: 500 },
    );
  });

  test('does not verify in another layout, though it says the same', () => {
    expect(why(JSON.stringify(JSON.parse(text), null, 2))).toBe('not-canonical');
    expect(why(`${text}\n`)).toBe('not-canonical');
  });

  test('does not verify with another text under the old signatures, even when its fingerprint is made to fit', () => {
    const file = sampleFile();
    const substance = sampleSubstance({ set: { ...sampleSubstance().set, title: 'To 2030' } });
    expect(why(resealed({ ...file, edition: { ...file.edition, substance } }))).toBe('substance');
    const substanceHash = sampleFile(substance).edition.substanceHash;
    expect(why(resealed({ ...file, edition: { ...file.edition, substance, substanceHash } }))).toBe('sign-offs');
  });

  test('does not verify with fewer signatures than its quorum, or one of somebody not asked', () => {
    const { edition, ...rest } = sampleFile();
    const approval = (over: object) =>
      resealed({ ...rest, edition: { ...edition, approval: { ...edition.approval, ...over } } } as EditionFile);
    expect(why(approval({ quorum: 2 }))).toBe('sign-offs');
    expect(why(approval({ signOffs: [] }))).toBe('sign-offs');
    expect(why(approval({ approvers: [{ userId: 'ben', name: 'Ben' }] }))).toBe('sign-offs');
  });

  test('names what else it may be', () => {
    expect(why('{')).toBe('not-json');
    expect(why('{"a":1}')).toBe('not-edition');
    expect(why(text.replace('"rule":1', '"rule":9'))).toBe('unknown-rule');
  });

  test('keeps its fingerprint when a name is taken out of it, and loses it to another name', () => {
    const file = sealedSample();
    expect(why(editionFileText(file))).toBe('sound');
    expect(why(editionFileText({ ...file, disclosures: {} }))).toBe('sound');
    const [seal = ''] = Object.keys(file.disclosures);
    const forged = { ...file, disclosures: { [seal]: { salt: 'salt', value: { title: 'Interview with B. Other' } } } };
    expect(why(editionFileText(forged))).toBe('seals');
  });
});
