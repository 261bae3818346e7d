/**
 * A bibliographic description as people fill it in, and as CSL-JSON 1.0 (the citation style language's data format)
 * keeps it. Everything the form does not show is carried through untouched.
 */
export const CSL_TYPES = [
  'article-journal',
  'article-newspaper',
  'article-magazine',
  'book',
  'chapter',
  'report',
  'thesis',
  'paper-conference',
  'legislation',
  'treaty',
  'speech',
  'interview',
  'dataset',
  'webpage',
  'broadcast',
  'document',
] as const;

/** Plain one-line values that have the same name in the form and in CSL-JSON. */
export const CSL_LINES = ['title', 'container-title', 'publisher', 'publisher-place', 'volume', 'issue', 'page', 'URL', 'DOI'] as const;
export type CslLine = (typeof CSL_LINES)[number];

export interface CslForm {
  readonly type: string;
  /** One person or institution a line: `Family, Given`, or a name taken as it is. */
  readonly authors: string;
  /** `2019`, `2019-05`, `2019-05-12`, a range `2017/2019`, or free words. */
  readonly issued: string;
  readonly lines: Readonly<Record<CslLine, string>>;
}

export type Csl = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Csl => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

function readName(name: unknown): string {
  if (!isObject(name)) return text(name);
  const literal = text(name['literal']);
  if (literal !== '') return literal;
  const family = [text(name['non-dropping-particle']), text(name['family'])].filter((part) => part !== '').join(' ');
  const given = [text(name['given']), text(name['dropping-particle'])].filter((part) => part !== '').join(' ');
  return given === '' ? family : `${family}, ${given}`;
}

/** A comma parts family from given name; a single comma at the end marks a person known by one name. */
function writeName(line: string): Csl {
  const comma = line.indexOf(',');
  if (comma < 0) return { literal: line };
  const [family, given] = [line.slice(0, comma).trim(), line.slice(comma + 1).trim()];
  return given === '' ? { family } : { family, given };
}

function readDate(issued: unknown): string {
  if (!isObject(issued)) return text(issued);
  const parts = issued['date-parts'];
  if (!Array.isArray(parts)) return text(issued['literal'] ?? issued['raw']);
  return parts
    .filter((part): part is unknown[] => Array.isArray(part) && part.length > 0)
    .map((part) => part.map((number, index) => text(number).padStart(index === 0 ? 1 : 2, '0')).join('-'))
    .join('/');
}

const DATE = /^\d{1,4}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12]\d|3[01]))?)?$/;

function writeDate(written: string): Csl {
  const ends = written.split('/').map((end) => end.trim());
  if (ends.length > 2 || !ends.every((end) => DATE.test(end))) return { literal: written };
  return { 'date-parts': ends.map((end) => end.split('-').map(Number)) };
}

/** The form of a description; null (no description yet) is an empty form. */
export function readCsl(csl: Csl | null): CslForm {
  const source = csl ?? {};
  const authors = Array.isArray(source['author']) ? source['author'].map(readName).filter((name) => name !== '') : [];
  return {
    type: text(source['type']),
    authors: authors.join('\n'),
    issued: readDate(source['issued']),
    lines: Object.fromEntries(CSL_LINES.map((name) => [name, text(source[name])])) as Record<CslLine, string>,
  };
}

function put(target: Record<string, unknown>, name: string, value: unknown): void {
  if (value === null || value === '') delete target[name];
  else target[name] = value;
}

/**
 * Writes the form back over the description it was read from. What was not changed in the form keeps its exact old
 * shape (a suffix of a name, a season of a date). A form without any content gives null.
 */
export function writeCsl(form: CslForm, original: Csl | null): Csl | null {
  const before = readCsl(original);
  const csl: Record<string, unknown> = { ...original };
  for (const name of CSL_LINES) {
    if (form.lines[name].trim() !== before.lines[name]) put(csl, name, form.lines[name].trim());
  }
  if (form.authors.trim() !== before.authors) {
    const names = form.authors
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    put(csl, 'author', names.length === 0 ? null : names.map(writeName));
  }
  if (form.issued.trim() !== before.issued) put(csl, 'issued', form.issued.trim() === '' ? null : writeDate(form.issued.trim()));
  delete csl['type'];
  if (Object.keys(csl).length === 0 && form.type === '') return null;
  return { type: form.type === '' ? 'document' : form.type, ...csl };
}
