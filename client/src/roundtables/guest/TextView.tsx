import { readCitation } from '@concordance/shared/editor/citation';
import { allowedHref } from '@concordance/shared/editor/hrefs';
import type { EditorJson } from '@concordance/shared/editor/json';
import './text.css';
import { Fragment, memo, type ReactNode } from 'react';
import { RUN } from './read-doc.ts';

interface TextViewProps {
  readonly json: EditorJson;
  readonly cited: Readonly<Record<string, string>>;
}

type Names = TextViewProps['cited'];
const text = (value: unknown) => (typeof value === 'string' ? value : '');

function Children({ of, cited }: { readonly of: EditorJson; readonly cited: Names }) {
  // A node of the text has no name of its own; its place is what it is known by.
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return (of.content ?? []).map((child, place) => <Node key={place} node={child} cited={cited} />);
}

const MARKS: Readonly<Record<string, 'strong' | 'em' | 'u' | 's' | 'code'>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
};

function marked(node: EditorJson): ReactNode {
  let inner: ReactNode = node.text ?? '';
  for (const { type, attrs } of node.marks ?? []) {
    const Tag = MARKS[type];
    const href = type === 'link' ? allowedHref(attrs?.['href']) : null;
    if (type === 'thread' || type === 'proposed') inner = <Spoken attrs={attrs} proposed={type === 'proposed'} inner={inner} />;
    else if (Tag) inner = <Tag>{inner}</Tag>;
    else if (href) {
      inner = (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {inner}
        </a>
      );
    }
  }
  return inner;
}

interface SpokenProps {
  readonly attrs: Readonly<Record<string, unknown>> | undefined;
  readonly proposed: boolean;
  readonly inner: ReactNode;
}

/** Words that a remark is about, or that somebody proposes. */
function Spoken({ attrs, proposed, inner }: SpokenProps) {
  const active = attrs?.['active'] === true ? 'is-active' : '';
  const id = text(attrs?.['id']);
  if (proposed)
    return (
      <ins className={`thread-new ${active}`} data-thread={id}>
        {inner}
      </ins>
    );
  return (
    <mark className={`thread-words ${attrs?.['old'] === true ? 'is-old' : ''} ${active}`} data-thread={id}>
      {inner}
    </mark>
  );
}

function Citation({ node, cited }: { readonly node: EditorJson; readonly cited: Names }) {
  const citation = readCitation(node.attrs);
  if (!citation) return null;
  const ref = cited[citation.record];
  const words = [ref, citation.locator].filter(Boolean).join(', ');
  return words === '' ? null : <span className={`citation is-${citation.kind}`}>[{words}]</span>;
}

function Node({ node, cited }: { readonly node: EditorJson; readonly cited: Names }): ReactNode {
  const inner = <Children of={node} cited={cited} />;
  switch (node.type) {
    case 'text':
      return marked(node);
    case RUN:
      return <span data-run={String(node.attrs?.['place'])}>{inner}</span>;
    case 'heading': {
      // The title of the item is the first heading of the page, and the statement's is the second.
      const Tag = node.attrs?.['level'] === 1 ? 'h2' : node.attrs?.['level'] === 2 ? 'h3' : 'h4';
      return <Tag>{inner}</Tag>;
    }
    case 'paragraph':
      return <p>{inner}</p>;
    case 'hardBreak':
      return <br />;
    case 'horizontalRule':
      return <hr />;
    case 'blockquote':
      return <blockquote>{inner}</blockquote>;
    case 'bulletList':
    case 'taskList':
      return <ul>{inner}</ul>;
    case 'orderedList':
      return <ol start={Number(node.attrs?.['start']) || 1}>{inner}</ol>;
    case 'listItem':
    case 'taskItem':
      return <li>{inner}</li>;
    case 'table':
      return (
        <div className="text-table">
          <table>
            <tbody>{inner}</tbody>
          </table>
        </div>
      );
    case 'tableRow':
      return <tr>{inner}</tr>;
    case 'tableHeader':
      return <th>{inner}</th>;
    case 'tableCell':
      return <td>{inner}</td>;
    case 'citation':
      return <Citation node={node} cited={cited} />;
    case 'mention':
      return `@${text(node.attrs?.['label'])}`;
    case 'footnote':
      return <small> ({text(node.attrs?.['text'])})</small>;
    case 'unknownBlock':
      return <p>{text(node.attrs?.['text'])}</p>;
    case 'unknownInline':
      return text(node.attrs?.['text']);
    default:
      return <Fragment>{inner}</Fragment>;
  }
}

/** A text drawn to be read: no editor, no more than what the shared schema knows. */
export const TextView = memo(function TextView({ json, cited }: TextViewProps) {
  return (
    <div className="text" data-text>
      <Children of={json} cited={cited} />
    </div>
  );
});
