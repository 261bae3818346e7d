import { fingerprint } from '@concordance/server/fingerprint';
import { readTargets } from '@concordance/server/links/targets';
import { canonicalJson } from '@concordance/shared/fingerprints/canonical';
import { SUBSTANCE, substance } from '@concordance/shared/fingerprints/substance';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type World, world } from '../support/world.ts';

const words = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => text.isWellFormed());
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    words,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('value'), { maxKeys: 4 }),
  ),
})).value;
const kinds = fc.constantFrom('trend', 'risk', 'evidence', 'body');
const record = fc.dictionary(fc.constantFrom(...new Set(Object.values(SUBSTANCE).flat()), 'note', 'ownerId', 'updatedAt'), json);

/** The same value with its keys in another order and its letters taken apart. */
function otherwise(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFD');
  if (Array.isArray(value)) return value.map(otherwise);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, otherwise(part)]),
  );
}

describe('the fingerprint of a record', () => {
  it('is the same whatever the order of keys and the form of letters, and whatever is no substance', () => {
    fc.assert(
      fc.property(kinds, record, words, (kind, one, note) => {
        const other = { ...(otherwise(one) as object), note, ownerId: null, updatedAt: 'later' };
        expect(fingerprint(substance(kind, other))).toBe(fingerprint(substance(kind, one)));
      }),
    );
  });

  it('is another for any change of substance', () => {
    fc.assert(
      fc.property(kinds, record, fc.nat(), json, (kind, one, place, value) => {
        const field = SUBSTANCE[kind][place % SUBSTANCE[kind].length] ?? '';
        fc.pre(canonicalJson((one[field] ?? null) as never) !== canonicalJson(value as never));
        expect(fingerprint(substance(kind, { ...one, [field]: value }))).not.toBe(fingerprint(substance(kind, one)));
      }),
    );
  });

  it('is another for another kind of record', () => {
    expect(fingerprint(substance('trend', { title: 'T' }))).not.toBe(fingerprint(substance('risk', { title: 'T' })));
  });
});

describe('the same record', () => {
  const worlds: World[] = [];
  beforeAll(async () => {
    for (const dialect of DIALECTS) worlds.push(await world({ dialect }));
  });
  afterAll(async () => {
    for (const w of worlds) await w.drop();
  });

  it('has the same fingerprint on both engines, in whatever order it was written', async () => {
    const figures = [{ measure: 'Экспорт', value: '4.4', unit: 'bn', period: '2019', place: 'Қазақстан' }];
    const whole = {
      title: 'Сауда',
      summary: 'Қазақша мәтін й',
      kind: 'statistic',
      credibility: 2,
      figures,
      csl: { type: 'report', author: [] },
    };
    const prints = new Set<string>();
    for (const [place, w] of worlds.entries()) {
      const { title, kind, ...later } = whole;
      const made = await w.researcher.make<{ id: string }>(w.here('/evidence'), place === 0 ? whole : { kind, title: 'Another' });
      if (place > 0) {
        const changes = Object.entries({ ...later, title }).reverse();
        for (const [step, [field, value]] of changes.entries())
          await w.lead.patch(w.here(`/evidence/${made.id}`), { version: step + 1, changes: { [field]: otherwise(value) } });
      }
      const targets = await readTargets(w.database.reader, w.programmeId, [{ kind: 'evidence', id: made.id }]);
      prints.add(targets.get(made.id)?.fingerprint ?? '');
    }
    expect(prints.size).toBe(1);
  });
});
