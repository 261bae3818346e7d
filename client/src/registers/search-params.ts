/**
 * A register's view as it stands in the address: `?find=trade&kind=statistic,speech&sort=-usedIn&open=EVD-14`.
 * Several values of one field mean any of them; fields together mean all of them.
 */
export interface RegisterSearch {
  readonly find: string;
  /** Filter values by field, in the order they were chosen; a field without values is absent. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** A sort field, with a leading `-` for descending. */
  readonly sort: string;
  readonly archived: 'no' | 'yes' | 'all';
  /** Reference of the record in the panel, `new` for the form, empty for neither. */
  readonly open: string;
}

/** The raw search object of the router: what the address bar holds after parsing. */
export type RawSearch = Readonly<Record<string, unknown>>;

export const DEFAULT_SORT = 'ref';
export const NEW_RECORD = 'new';

const word = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** A comma separates values, so one inside a value (a risk's subject is free text) is escaped. */
const escapeValue = (value: string): string => value.replaceAll('%', '%25').replaceAll(',', '%2C');
const unescapeValue = (value: string): string => value.replaceAll('%2C', ',').replaceAll('%25', '%');

function readValues(raw: unknown): readonly string[] {
  const parts = Array.isArray(raw) ? raw.map(word) : word(raw).split(',').map(unescapeValue);
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** Numbers and truth values go back as such, or the router would wrap them in quotation marks. */
function writeValues(values: readonly string[]): string | number | boolean {
  const [only] = values;
  if (values.length === 1 && only !== undefined) {
    if (/^(0|[1-9]\d{0,8})$/.test(only)) return Number(only);
    if (only === 'true' || only === 'false') return only === 'true';
  }
  return values.map(escapeValue).join(',');
}

/**
 * Reads the address. Unknown parameters and wrong values are ignored rather than refused, so that an old or
 * mangled link still opens the register.
 * @param fields the filter fields this register knows
 */
export function readSearch(raw: RawSearch, fields: readonly string[]): RegisterSearch {
  const filters: Record<string, readonly string[]> = {};
  for (const field of fields) {
    const values = readValues(raw[field]);
    if (values.length > 0) filters[field] = values;
  }
  const archived = word(raw['archived']);
  const sort = word(raw['sort']);
  return {
    find: word(raw['find']).slice(0, 200),
    filters,
    sort: /^-?[A-Za-z]{1,39}$/.test(sort) ? sort : DEFAULT_SORT,
    archived: archived === 'yes' || archived === 'all' ? archived : 'no',
    open: word(raw['open']),
  };
}

/** Writes the address: what has its usual value is left out, so that the plain register has a plain address. */
export function writeSearch(search: RegisterSearch): Record<string, string | number | boolean> {
  const raw: Record<string, string | number | boolean> = {};
  if (search.find !== '') raw['find'] = search.find;
  for (const [field, values] of Object.entries(search.filters)) {
    if (values.length > 0) raw[field] = writeValues(values);
  }
  if (search.sort !== DEFAULT_SORT) raw['sort'] = search.sort;
  if (search.archived !== 'no') raw['archived'] = search.archived;
  if (search.open !== '') raw['open'] = search.open;
  return raw;
}

/** The same view with one filter's values replaced; none removes the filter. */
export function withFilter(search: RegisterSearch, field: string, values: readonly string[]): RegisterSearch {
  const { [field]: _dropped, ...rest } = search.filters;
  return { ...search, filters: values.length === 0 ? rest : { ...search.filters, [field]: values } };
}

/** A click on a head: ascending, then descending, then back to the order by reference. */
export function nextSort(sort: string, field: string): string {
  if (sort === field) return `-${field}`;
  if (sort === `-${field}`) return DEFAULT_SORT;
  return field;
}

/** Whether anything narrows the list: then an empty list means "nothing matches", not "nothing yet". */
export function isNarrowed(search: RegisterSearch): boolean {
  return search.find !== '' || search.archived !== 'no' || Object.keys(search.filters).length > 0;
}

/** The list request of this view (without its window): the query string the API understands, in a stable order. */
export function listParams(search: RegisterSearch): readonly (readonly [string, string])[] {
  const params: [string, string][] = [];
  if (search.find.trim() !== '') params.push(['find', search.find.trim()]);
  params.push(['sort', search.sort]);
  for (const field of Object.keys(search.filters).sort()) {
    for (const value of search.filters[field] ?? []) params.push(['filter', `${field}:${value}`]);
  }
  if (search.archived !== 'no') params.push(['archived', search.archived]);
  return params;
}
