/** Two texts side by side: a version, and a later one or the text as it stands. */
export interface Comparison {
  readonly from: number;
  readonly to: number | 'now';
}
