import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { markRemovable } from './lazy-schemas.ts';

const mark = (code: string) => markRemovable(code, parseAst(code).body);

describe('what nobody uses of a schema', () => {
  it('may be left out, exported or not', () => {
    expect(mark('const a = z.string().max(3);\nexport const b = z.object({ a });')).toBe(
      'const a = /* @__PURE__ */ (() => (z.string().max(3)))();\nexport const b = /* @__PURE__ */ (() => (z.object({ a })))();',
    );
  });

  it('may be an object of schemas', () => {
    expect(mark('const common = { note: prose(20) };')).toBe('const common = /* @__PURE__ */ (() => ({ note: prose(20) }))();');
  });

  it('leaves lists, functions and statements as they are', () => {
    const code =
      "export const KINDS = ['a', 'b'];\nexport function fold(text) { return text.trim(); }\nconst line = (max) => z.string().max(max);\ndo_it();";
    expect(mark(code)).toBe(code);
  });
});
