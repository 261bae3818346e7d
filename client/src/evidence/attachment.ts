/** The largest file the server takes, in bytes. */
export const ATTACHMENT_MAX = 20 * 1024 * 1024;

/** A size as people say it: `812 kB`, `2.4 MB`, in the reader's language. */
export function fileSize(bytes: number, language: string): string {
  const mega = bytes >= 1_000_000;
  const unit = mega ? 'megabyte' : 'kilobyte';
  const value = mega ? bytes / 1_000_000 : Math.max(1, bytes / 1000);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: mega ? 1 : 0 }).format(value);
}

/** A fingerprint in groups of eight letters, so that two can be compared by eye. */
export function hashGroups(hash: string): string {
  return hash.match(/.{1,8}/g)?.join(' ') ?? hash;
}
