/** How dates, numbers and lists are written for the reader. */
export interface Format {
  /** `25 Sept 2020`, from a calendar day `2020-09-25` or an instant. */
  readonly day: (value: string) => string;
  /** `Monday, 28 September 2020`. */
  readonly longDay: (value: string | Date) => string;
  /** `28 Sept, 14:05`; the day with its year where it is not this year. */
  readonly time: (value: string) => string;
  /** `5 minutes ago`, up to a week back; then the day. `now` in milliseconds. */
  readonly ago: (value: string, now?: number) => string;
  readonly number: (value: number) => string;
  /** `a, b and c`. */
  readonly list: (values: readonly string[]) => string;
}
