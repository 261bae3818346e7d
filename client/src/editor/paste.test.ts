import { editorSchema } from '@concordance/shared/editor/schema';
import { type Node, DOMParser as ProseMirrorParser } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { cleanPastedHtml } from './paste.ts';
import { PIECE_SIZE, piecesOf } from './paste-pieces.ts';

const schema = editorSchema();

/** What the text would hold after pasting this. */
function pasted(html: string): Node {
  const element = document.createElement('div');
  element.innerHTML = cleanPastedHtml(html);
  const doc = ProseMirrorParser.fromSchema(schema).parse(element);
  doc.check();
  return doc;
}
const shape = (html: string) => pasted(html).toString();

const WORD_HEAD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm} --></style><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=RU>`;
const WORD = `${WORD_HEAD}<!--StartFragment-->
<h1 style='mso-style-next:Обычный'>Положение<o:p></o:p></h1>
<p class=MsoNormal style='text-indent:35.4pt;font-family:"Times New Roman"'><span lang=EN-US style='font-size:14.0pt'>Импорт <b>вырос</b><a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a> на 17 %.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>первое</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>вложенное</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>второе</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=100 style='width:75pt'><p class=MsoNormal>Товар</p></td><td colspan=2><p class=MsoNormal>Рост</p></td></tr></table>
<div style='mso-element:footnote-list'><hr size=1><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> За девять месяцев.</p></div></div>
<!--EndFragment--></body></html>`;

describe('pasting from Word', () => {
  it('tells lists that follow each other apart, on each level', () => {
    const item = (place: string, mark: string, words: string) =>
      `<p class=MsoListParagraph style='mso-list:${place}'><span style='mso-list:Ignore'>${mark}<span>&nbsp;</span></span>${words}</p>`;
    const one = item('l0 level1 lfo1', '·', 'a') + item('l0 level1 lfo1', '·', 'b') + item('l1 level1 lfo2', '1.', 'c');
    const two = item('l0 level2 lfo1', '·', 'd') + item('l2 level2 lfo3', '1)', 'e') + item('l1 level1 lfo2', '2.', 'f');
    expect(shape(`${WORD_HEAD}${one}${two}</body></html>`)).toBe(
      'doc(bulletList(listItem(paragraph("a")), listItem(paragraph("b"))), ' +
        'orderedList(listItem(paragraph("c"), bulletList(listItem(paragraph("d"))), orderedList(listItem(paragraph("e")))), ' +
        'listItem(paragraph("f"))))',
    );
  });

  it('keeps headings, lists with their levels, tables, emphasis and footnotes, and nothing else', () => {
    expect(shape(WORD)).toBe(
      'doc(heading("Положение"), paragraph("Импорт ", bold("вырос"), footnote, " на 17 %."), ' +
        'bulletList(listItem(paragraph("первое"), orderedList(listItem(paragraph("вложенное")))), listItem(paragraph("второе"))), ' +
        'table(tableRow(tableCell(paragraph("Товар")), tableCell(paragraph("Рост")))))',
    );
  });
  it('a footnote carries its text', () => {
    let note = '';
    pasted(WORD).descendants((node) => {
      if (node.type.name === 'footnote') note = String(node.attrs['text']);
    });
    expect(note).toBe('За девять месяцев.');
  });
  it('leaves no style, class or Office element', () => {
    expect(cleanPastedHtml(WORD)).not.toMatch(/style=|class=|mso|<o:|<xml|<!--|Generator/i);
  });
  it('a title paragraph becomes a heading', () => {
    expect(shape('<p class=MsoTitle>Доклад</p><p style="mso-outline-level:2">Глава</p>')).toBe('doc(heading("Доклад"), heading("Глава"))');
  });
});

describe('pasting from the web', () => {
  it('Google Docs: the wrapping b is not bold, styled spans are', () => {
    expect(
      shape(
        '<b style="font-weight:normal" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">plain </span><span style="font-weight:700;font-style:italic">strong</span></p></b>',
      ),
    ).toBe('doc(paragraph("plain ", bold(italic("strong"))))');
  });
  it('a page’s notes become footnotes, their list goes', () => {
    expect(
      shape(
        '<p>Trade grew.<sup id="r1"><a href="#cite_note-1">[1]</a></sup></p><ol class="references"><li id="cite_note-1"><a href="#r1">↑</a> Customs, 2019.</li></ol>',
      ),
    ).toBe('doc(paragraph("Trade grew.", footnote))');
  });
  it('headings below the third become the third', () => {
    expect(pasted('<h5>Deep</h5>').firstChild?.attrs['level']).toBe(3);
  });
  it('a link to a place in the same page stays words', () => {
    expect(shape('<p><a href="#part">part</a> <a href="https://example.org/x">site</a></p>')).toBe('doc(paragraph("part ", link("site")))');
  });
  it('an empty paragraph goes, an empty cell stays', () => {
    expect(shape('<p>a</p><p>&nbsp;</p><table><tr><td></td><td><p>b</p></td></tr></table>')).toBe(
      'doc(paragraph("a"), table(tableRow(tableCell(paragraph), tableCell(paragraph("b")))))',
    );
  });
  it('a cell as wide as the world is cut to what can be drawn', () => {
    expect(pasted('<table><tr><td colspan="1000000000">a</td></tr></table>').firstChild?.firstChild?.firstChild?.attrs['colspan']).toBe(
      100,
    );
  });
});

const HOSTILE = [
  '<script>alert(1)</script>words',
  '<img src=x onerror=alert(1)>words',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">words</a></svg>words',
  '<object data="javascript:alert(1)"></object>words',
  '<a href="javascript:alert(1)">words</a>',
  '<a href=" java&#10;script:alert(1)">words</a>',
  '<a href="data:text/html,<script>alert(1)</script>">words</a>',
  '<p onclick="alert(1)" style="background:url(javascript:alert(1))">words</p>',
  '<math><mtext><img src=x onerror=alert(1)></mtext></math>words',
  '<form action="javascript:alert(1)"><button>go</button></form>words',
  '<span data-citation data-record="&quot;><script>alert(1)</script>" data-kind="evidence">x</span>words',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">words',
  '<div data-pm-slice="1 1 []"><a href="javascript:alert(1)">words</a></div>',
];

describe('pasting what means harm', () => {
  it.each(HOSTILE)('%s leaves words only', (html) => {
    const doc = pasted(html);
    const json = JSON.stringify(doc.toJSON());
    expect(json).not.toMatch(/script|onerror|onclick|onload|evil|"link"|citation/i);
    expect(doc.textContent).toContain('words');
  });
});

describe('pasting much', () => {
  const paragraphs = (count: number, length: number) =>
    schema.nodeFromJSON({
      type: 'doc',
      content: Array.from({ length: count }, () => ({ type: 'paragraph', content: [{ type: 'text', text: 'x'.repeat(length) }] })),
    });
  it('an ordinary clipping is one piece', () => {
    expect(piecesOf(paragraphs(10, 100).slice(0))).toHaveLength(1);
  });
  it('a large one goes out in pieces that together are the whole', () => {
    const slice = paragraphs(100, 2_000).slice(0);
    const pieces = piecesOf(slice);
    expect(pieces.length).toBeGreaterThan(4);
    expect(pieces.every((piece) => piece.size <= PIECE_SIZE + 2_100)).toBe(true);
    expect(pieces.reduce((sum, piece) => sum + piece.content.size, 0)).toBe(slice.content.size);
  });
});
