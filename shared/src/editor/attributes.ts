/**
 * Checks for attributes of nodes and marks. ProseMirror wants them to throw: a check that returns false passes silently.
 */
export type AttributeCheck = (value: unknown) => void;

export function oneOf(values: readonly unknown[]): AttributeCheck {
  return (value) => {
    if (!values.includes(value)) throw new RangeError('An attribute has a value outside its list.');
  };
}

export function textUpTo(max: number): AttributeCheck {
  return (value) => {
    if (typeof value !== 'string' || value.length > max) throw new RangeError('An attribute is not a text of allowed length.');
  };
}

export function textLike(pattern: RegExp): AttributeCheck {
  return (value) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw new RangeError('An attribute does not have its form.');
  };
}

export function wholeNumber(min: number, max: number): AttributeCheck {
  return (value) => {
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max)
      throw new RangeError('An attribute is not a number in its range.');
  };
}

/** The text of an attribute, cut to its limit: what comes from another copy of the document may be anything. */
export function textOf(value: unknown, max: number): string {
  return typeof value === 'string' ? value.slice(0, max) : '';
}
