import { diffArrays } from 'diff';
import type { EditorJson } from '../editor/json.ts';
import { blocks } from '../editor/read.ts';
import { canonicalJson, type JsonValue } from '../fingerprints/canonical.ts';
import type { EditionLink, EditionRecommendation, EditionRecord, EditionSubstance } from './schema.ts';

/** A run of words that stayed, went or came. */
export interface Words {
  readonly op: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Where something changed. Numbers of paragraphs count from 1, in the newer text where there is one. */
export type ChangePlace =
  | { readonly kind: 'title' | 'order' | 'addressees' | 'form' | 'added' | 'removed' }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'paragraph'; readonly number: number }
  | { readonly kind: 'link'; readonly target: string; readonly link: EditionLink['kind'] }
  | { readonly kind: 'record'; readonly field: string; readonly recordKind: EditionRecord['kind'] };

/** One change: of which record (a recommendation, the set itself, an item that is linked), where, and the words. */
export interface Change {
  readonly ref: string;
  readonly place: ChangePlace;
  readonly words: readonly Words[];
}

type Json = JsonValue;
const asText = (value: unknown) => value as EditorJson;
const same = (one: unknown, other: unknown) => canonicalJson(one as Json) === canonicalJson(other as Json);

/**
 * What makes one substance another, in reading order; empty exactly when both have the same fingerprint, the number of
 * the edition and its predecessor aside.
 */
export function difference(before: EditionSubstance, after: EditionSubstance): readonly Change[] {
  return [...ofSet(before, after), ...ofRecommendations(before, after), ...ofRecords(before, after)];
}

function ofSet(before: EditionSubstance, after: EditionSubstance): Change[] {
  const ref = after.set.ref;
  const changes: Change[] = [];
  if (before.set.title !== after.set.title)
    changes.push({ ref, place: { kind: 'title' }, words: wordsBetween(before.set.title, after.set.title) });
  if (!same(before.set.addressees, after.set.addressees))
    changes.push({ ref, place: { kind: 'addressees' }, words: replaced(names(before.set.addressees), names(after.set.addressees)) });
  for (const field of ['shortTitle', 'contractor', 'contract', 'title'] as const) {
    if (!same(before.programme[field], after.programme[field]))
      changes.push({
        ref,
        place: { kind: 'field', field: `programme.${field}` },
        words: values(before.programme[field], after.programme[field]),
      });
  }
  changes.push(...ofText(ref, asText(before.preface), asText(after.preface)));
  const kept = (list: EditionSubstance, other: EditionSubstance) =>
    list.recommendations.map((one) => one.id).filter((id) => other.recommendations.some((each) => each.id === id));
  if (!same(kept(before, after), kept(after, before))) {
    const refs = (list: EditionSubstance) => list.recommendations.map((one) => one.ref).join(', ');
    changes.push({ ref, place: { kind: 'order' }, words: replaced(refs(before), refs(after)) });
  }
  return changes;
}

function ofRecommendations(before: EditionSubstance, after: EditionSubstance): Change[] {
  const old = new Map(before.recommendations.map((one) => [one.id, one]));
  const now = new Set(after.recommendations.map((one) => one.id));
  const gone = before.recommendations
    .filter((one) => !now.has(one.id))
    .map((one): Change => ({ ref: one.ref, place: { kind: 'removed' }, words: [{ op: 'removed', text: one.title }] }));
  const come = after.recommendations.flatMap((one) => {
    const was = old.get(one.id);
    if (was) return ofRecommendation(was, one);
    return [{ ref: one.ref, place: { kind: 'added' }, words: [{ op: 'added', text: one.title }] } satisfies Change];
  });
  return [...come, ...gone];
}

const PROSE_FIELDS = ['title', 'statement', 'strengthWhy', 'instrument', 'horizonNote'] as const;
const VALUE_FIELDS = ['addressees', 'responsible', 'horizon', 'priority', 'indicators', 'strength', 'certainty'] as const;

function ofRecommendation(was: EditionRecommendation, now: EditionRecommendation): Change[] {
  const { ref } = now;
  const prose = PROSE_FIELDS.filter((field) => was[field] !== now[field]).map(
    (field): Change => ({ ref, place: { kind: 'field', field }, words: wordsBetween(was[field], now[field]) }),
  );
  const valued = VALUE_FIELDS.filter((field) => !same(was[field], now[field])).map(
    (field): Change => ({ ref, place: { kind: 'field', field }, words: values(was[field], now[field]) }),
  );
  return [...prose, ...valued, ...ofTranslations(was, now), ...ofText(ref, asText(was.text), asText(now.text)), ...ofLinks(was, now)];
}

function ofTranslations(was: EditionRecommendation, now: EditionRecommendation): Change[] {
  const languages = [...new Set([...Object.keys(was.translations ?? {}), ...Object.keys(now.translations ?? {})])].sort();
  return languages.flatMap((language) =>
    (['title', 'statement'] as const).flatMap((field): Change[] => {
      const [before, after] = [was.translations?.[language]?.[field] ?? '', now.translations?.[language]?.[field] ?? ''];
      if (before === after) return [];
      return [{ ref: now.ref, place: { kind: 'field', field: `translations.${language}` }, words: wordsBetween(before, after) }];
    }),
  );
}

/** Changes inside one text, paragraph by paragraph; `form` where only marks, citations or structure differ. */
export function ofText(ref: string, was: EditorJson, now: EditorJson): Change[] {
  if (same(was, now)) return [];
  const old = blocks(was).map((block) => block.text.trim());
  const next = blocks(now).map((block) => block.text.trim());
  const changes: Change[] = [];
  let number = 0;
  let removed: string[] = [];
  const flush = () => {
    for (const text of removed) changes.push({ ref, place: { kind: 'paragraph', number: number + 1 }, words: [{ op: 'removed', text }] });
    removed = [];
  };
  for (const part of diffArrays(old, next)) {
    if (part.removed) removed.push(...part.value);
    else if (part.added) {
      for (const text of part.value) {
        number += 1;
        const before = removed.shift();
        const words: readonly Words[] = before === undefined ? [{ op: 'added', text }] : wordsBetween(before, text);
        changes.push({ ref, place: { kind: 'paragraph', number }, words });
      }
      flush();
    } else {
      flush();
      number += part.value.length;
    }
  }
  flush();
  const said = changes.filter((change) => change.words.some((run) => run.text.trim() !== ''));
  return said.length > 0 ? said : [{ ref, place: { kind: 'form' }, words: [] }];
}

function ofLinks(was: EditionRecommendation, now: EditionRecommendation): Change[] {
  const key = (link: EditionLink) => `${link.kind} ${link.target}`;
  const old = new Map(was.links.map((link) => [key(link), link]));
  const next = new Map(now.links.map((link) => [key(link), link]));
  const place = (link: EditionLink): ChangePlace => ({ kind: 'link', target: link.target, link: link.kind });
  const changes: Change[] = [];
  for (const [name, link] of next) {
    const before = old.get(name);
    if (!before) changes.push({ ref: now.ref, place: place(link), words: [{ op: 'added', text: saysLink(link) }] });
    else if (!same(before, link)) changes.push({ ref: now.ref, place: place(link), words: wordsBetween(saysLink(before), saysLink(link)) });
  }
  for (const [name, link] of old)
    if (!next.has(name)) changes.push({ ref: now.ref, place: place(link), words: [{ op: 'removed', text: saysLink(link) }] });
  return changes;
}

function saysLink(link: EditionLink): string {
  const residual =
    link.residualLikelihood === null && link.residualImpact === null
      ? ''
      : `${link.residualLikelihood ?? '–'} × ${link.residualImpact ?? '–'}`;
  return [link.target, link.stance ?? '', link.locator, residual, link.note].filter(Boolean).join(' · ');
}

function ofRecords(before: EditionSubstance, after: EditionSubstance): Change[] {
  const old = new Map(before.records.map((record) => [record.id, record]));
  return after.records.flatMap((record) => {
    const was = old.get(record.id);
    // A record that came or went did so with a link, which says it.
    if (!was || same(was, record)) return [];
    const fields = [...new Set([...Object.keys(was.fields), ...Object.keys(record.fields)])];
    const changed = fields
      .filter((field) => !same(was.fields[field] ?? null, record.fields[field] ?? null))
      .map((field) => ({
        ref: record.ref,
        place: { kind: 'record', field, recordKind: record.kind } as const,
        words: values(was.fields[field], record.fields[field]),
      }));
    if (was.sealed === record.sealed) return changed;
    return [...changed, { ref: record.ref, place: { kind: 'record', field: 'sealed', recordKind: record.kind } as const, words: [] }];
  });
}

const names = (list: readonly { readonly title: string }[]) => list.map((one) => one.title).join('; ');

function values(was: unknown, now: unknown): readonly Words[] {
  return wordsBetween(saysValue(was), saysValue(now));
}

/** A value as words: text as it is, lists joined, objects by their values. */
export function saysValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(saysValue).filter(Boolean).join('; ');
  if (typeof value === 'object') return Object.values(value).map(saysValue).filter(Boolean).join(' ');
  return String(value);
}

function replaced(was: string, now: string): readonly Words[] {
  return wordsBetween(was, now);
}

const TOKEN = /\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu;

/** Word by word, punctuation apart, so that one comma is one change. */
export function wordsBetween(was: string, now: string): readonly Words[] {
  const runs: Words[] = [];
  for (const part of diffArrays(was.match(TOKEN) ?? [], now.match(TOKEN) ?? [])) {
    const op = part.added ? 'added' : part.removed ? 'removed' : 'same';
    const before = runs.at(-1);
    if (before?.op === op) runs[runs.length - 1] = { op, text: before.text + part.value.join('') };
    else runs.push({ op, text: part.value.join('') });
  }
  return runs;
}

/** The runs with what stayed cut down to so many characters around each change, for a list of changes. */
export function shortened(runs: readonly Words[], around = 80): readonly Words[] {
  return runs.map((run, place) => {
    if (run.op !== 'same') return run;
    const first = place === 0;
    const last = place === runs.length - 1;
    const letters = [...run.text];
    if (letters.length <= (first || last ? around : around * 2)) return run;
    const tail = letters.slice(-around).join('');
    const head = letters.slice(0, around).join('');
    return { op: 'same', text: first ? `…${tail}` : last ? `${head}…` : `${head} … ${tail}` };
  });
}
