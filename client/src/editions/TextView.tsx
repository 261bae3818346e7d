import { readCitation } from '@concordance/shared/editor/citation';
import { allowedHref } from '@concordance/shared/editor/hrefs';
import type { EditorJson } from '@concordance/shared/editor/json';
import type { ReactNode } from 'react';
import styles from './text.module.css';

type Refs = (recordId: string) => string | undefined;

interface TextViewProps {
  readonly text: EditorJson;
  /** The spoken reference of a record that the text cites. */
  readonly refOf: Refs;
  /** Footnotes are numbered from here. */
  readonly className?: string | undefined;
}

/** A text to be read, without the editor: what is not known is shown by its words. */
export function TextView({ text, refOf, className }: TextViewProps) {
  return <div className={[styles.text, className].join(' ')}>{children(text, refOf)}</div>;
}

function children(node: EditorJson, refOf: Refs): ReactNode {
  return (node.content ?? []).map((child, index) => <Piece key={index} node={child} refOf={refOf} />);
}

const MARKS: Readonly<Record<string, 'strong' | 'em' | 'u' | 's' | 'code'>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
};

function Run({ node }: { readonly node: EditorJson }): ReactNode {
  return <Marked text={node.text ?? ''} marks={node.marks ?? []} />;
}

function Marked({
  text,
  marks: [mark, ...others],
}: {
  readonly text: string;
  readonly marks: NonNullable<EditorJson['marks']>;
}): ReactNode {
  if (!mark) return text;
  const inner = <Marked text={text} marks={others} />;
  const Tag = MARKS[mark.type];
  if (Tag) return <Tag>{inner}</Tag>;
  const href = mark.type === 'link' ? allowedHref(mark.attrs?.['href']) : null;
  if (href === null) return inner;
  return (
    <a href={href} rel="noopener noreferrer nofollow" target="_blank">
      {inner}
    </a>
  );
}

function Piece({ node, refOf }: { readonly node: EditorJson; readonly refOf: Refs }): ReactNode {
  const inner = () => children(node, refOf);
  switch (node.type) {
    case 'text':
      return <Run node={node} />;
    case 'paragraph':
      return <p>{inner()}</p>;
    case 'heading': {
      const level = Number(node.attrs?.['level'] ?? 1);
      // Under the recommendation's own heading, which is of the third level.
      const Tag = level === 1 ? 'h4' : level === 2 ? 'h5' : 'h6';
      return <Tag>{inner()}</Tag>;
    }
    case 'bulletList':
      return <ul>{inner()}</ul>;
    case 'taskList':
      return <ul className={styles.tasks}>{inner()}</ul>;
    case 'orderedList':
      return <ol start={Number(node.attrs?.['start'] ?? 1)}>{inner()}</ol>;
    case 'listItem':
      return <li>{inner()}</li>;
    case 'taskItem':
      return (
        <li>
          <span>{node.attrs?.['checked'] === true ? '☑' : '☐'}</span>
          <div>{inner()}</div>
        </li>
      );
    case 'blockquote':
      return <blockquote>{inner()}</blockquote>;
    case 'hardBreak':
      return <br />;
    case 'horizontalRule':
      return <hr />;
    case 'table':
      return (
        <div className={styles.scroll}>
          <table>
            <tbody>{inner()}</tbody>
          </table>
        </div>
      );
    case 'tableRow':
      return <tr>{inner()}</tr>;
    case 'tableHeader':
      return <th {...spans(node)}>{inner()}</th>;
    case 'tableCell':
      return <td {...spans(node)}>{inner()}</td>;
    case 'citation':
      return <Citation node={node} refOf={refOf} />;
    case 'footnote':
      return <span className={styles.note}> ({String(node.attrs?.['text'] ?? '')})</span>;
    case 'mention':
      return `@${String(node.attrs?.['label'] ?? '')}`;
    default:
      return node.content ? inner() : String(node.attrs?.['text'] ?? '');
  }
}

function spans(node: EditorJson) {
  const number = (name: string) => Math.min(Math.max(Number(node.attrs?.[name] ?? 1) || 1, 1), 50);
  return { colSpan: number('colspan'), rowSpan: number('rowspan') };
}

function Citation({ node, refOf }: { readonly node: EditorJson; readonly refOf: Refs }) {
  const cited = readCitation(node.attrs);
  if (!cited) return null;
  const ref = refOf(cited.record) ?? '?';
  return <span className={styles.cited}>[{cited.locator ? `${ref}, ${cited.locator}` : ref}]</span>;
}
