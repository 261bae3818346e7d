/** A node of the text as JSON: what `Node.toJSON()` gives and what the server makes of a document. */
export interface EditorJson {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
  readonly content?: readonly EditorJson[];
}
