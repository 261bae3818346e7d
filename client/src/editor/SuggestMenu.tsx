import { CITED_KINDS, type CitedKind } from '@concordance/shared/editor/citation';
import type { Found } from '@concordance/shared/find/schema';
import { foldForFind } from '@concordance/shared/find/schema';
import type { Editor } from '@tiptap/core';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useDetailWords } from '../ui/use-detail-words.ts';
import { applyChoice, type BlockChoice, CHOICE_KEYS, matchingChoices } from './block-menu.ts';
import { insertCitation, insertMention } from './commands.ts';
import type { EditorProps, MentionablePerson } from './contract.ts';
import { useFloating } from './floating.ts';
import { isCitedKind } from './register-signs.ts';
import { Sign } from './Sign.tsx';
import { dismissSuggestions, type MenuKeys, suggestingIn, triggerRange } from './suggest.ts';
import type { Trigger } from './triggers.ts';
import { useEditorSelector } from './use-editor-selector.ts';

const ASK_AFTER_MS = 100;
const PEOPLE_SHOWN = 8;

type Choice =
  | { readonly kind: 'block'; readonly id: string; readonly block: BlockChoice }
  | { readonly kind: 'person'; readonly id: string; readonly person: MentionablePerson }
  | { readonly kind: 'cite'; readonly id: string; readonly found: Found & { readonly kind: CitedKind } };

interface MenuProps extends Pick<EditorProps, 'people' | 'onFind'> {
  readonly editor: Editor;
  readonly keys: MenuKeys;
}

const sameTrigger = (one: Trigger | null, other: Trigger | null) => one?.kind === other?.kind && one?.query === other?.query;

/** The menu at the caret after `/`, `@` and `[[`. The caret stays in the text; arrows, Enter and Tab choose, Esc closes. */
export function SuggestMenu(props: MenuProps) {
  const trigger = useEditorSelector(props.editor, suggestingIn, sameTrigger);
  return trigger ? createPortal(<OpenMenu key={trigger.kind} {...props} trigger={trigger} />, document.body) : null;
}

function OpenMenu({ editor, keys, trigger, people, onFind }: MenuProps & { readonly trigger: Trigger }) {
  const { t } = useTranslation('editor');
  const { choices, searching } = useChoices(trigger, people, onFind);
  // With every letter the list is another one, and its first choice is the one meant.
  const [chosen, setChosen] = useState({ query: '', at: 0 });
  const active = chosen.query === trigger.query ? Math.min(chosen.at, choices.length - 1) : 0;
  const setAt = (at: number) => setChosen({ query: trigger.query, at });

  const take = (choice: Choice | undefined) => {
    const range = triggerRange(editor);
    if (choice && range) applyTo(editor, choice, range);
  };
  const box = useFloating(() => {
    const range = triggerRange(editor);
    return range && editor.view.dom.isConnected ? editor.view.coordsAtPos(range.from) : null;
  }, 'below');
  useActiveDescendant(editor, choices[active]?.id);
  useEffect(() => {
    keys.handle = (event) => {
      switch (event.key) {
        case 'ArrowDown':
          setAt((active + 1) % Math.max(choices.length, 1));
          return true;
        case 'ArrowUp':
          setAt((active - 1 + choices.length) % Math.max(choices.length, 1));
          return true;
        case 'Enter':
        case 'Tab':
          if (choices.length === 0) return false;
          take(choices[active]);
          return true;
        case 'Escape':
          dismissSuggestions(editor);
          event.stopPropagation();
          return true;
        default:
          return false;
      }
    };
    return () => {
      keys.handle = null;
    };
  });
  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });

  if (choices.length === 0 && trigger.kind !== 'cite') return null;
  return (
    <div
      className={`editor-menu is-${trigger.kind}`}
      ref={box}
      role="listbox"
      id="editor-suggestions"
      aria-label={t(`menu.${trigger.kind}`)}
    >
      {choices.map((choice, place) => (
        <Option
          key={choice.id}
          choice={choice}
          selected={place === active}
          head={headOf(choice, choices[place - 1])}
          onPick={() => take(choice)}
          onHover={() => setAt(place)}
        />
      ))}
      {choices.length === 0 && (
        <p className="editor-menu-note" role="status">
          {searching ? t('searching') : t('nothingFound')}
        </p>
      )}
      {trigger.kind === 'cite' && choices.length > 0 && <p className="editor-menu-note">{t('citeHint')}</p>}
    </div>
  );
}

/** The register of a group of found records, on its first. */
function headOf(choice: Choice, before: Choice | undefined): CitedKind | null {
  if (choice.kind !== 'cite') return null;
  return before?.kind === 'cite' && before.found.kind === choice.found.kind ? null : choice.found.kind;
}

interface OptionProps {
  readonly choice: Choice;
  readonly selected: boolean;
  readonly head: CitedKind | null;
  readonly onPick: () => void;
  readonly onHover: () => void;
}

function Option({ choice, selected, head, onPick, onHover }: OptionProps) {
  const { t } = useTranslation('editor');
  const detailWords = useDetailWords();
  return (
    <>
      {head && (
        <div className="editor-menu-head" role="presentation">
          {t(`kinds.${head}`)}
        </div>
      )}
      {/* Pressing must not take the focus from the text: the menu would be gone before the button is let go. */}
      <div
        className="editor-menu-item"
        role="option"
        id={`choice-${choice.id}`}
        aria-selected={selected}
        tabIndex={-1}
        onMouseDown={(event) => {
          event.preventDefault();
          onPick();
        }}
        onMouseMove={selected ? undefined : onHover}
      >
        {faceOf(choice, (block) => t(`block.${block}`), detailWords)}
      </div>
    </>
  );
}

function faceOf(choice: Choice, wordOf: (block: BlockChoice) => string, detailWords: (detail: string) => string): ReactNode {
  switch (choice.kind) {
    case 'block':
      return (
        <>
          <span>{wordOf(choice.block)}</span>
          <kbd>{CHOICE_KEYS[choice.block]?.replace('Mod', 'Ctrl')}</kbd>
        </>
      );
    case 'person':
      return <span>{choice.person.name}</span>;
    case 'cite':
      return (
        <>
          <Sign kind={choice.found.kind} />
          <span className={`editor-ref is-${choice.found.kind}`}>{choice.found.ref}</span>
          <span className="editor-menu-title">
            {choice.found.title}
            <small>{detailWords(choice.found.detail)}</small>
          </span>
        </>
      );
  }
}

function applyTo(editor: Editor, choice: Choice, range: { readonly from: number; readonly to: number }): void {
  if (choice.kind === 'block') applyChoice(editor, choice.block, range);
  else if (choice.kind === 'person') insertMention(editor, range, choice.person);
  else insertCitation(editor, range, { record: choice.found.id, kind: choice.found.kind, locator: '' });
}

function useChoices(
  trigger: Trigger,
  people: readonly MentionablePerson[],
  onFind: EditorProps['onFind'],
): { readonly choices: readonly Choice[]; readonly searching: boolean } {
  const { t } = useTranslation('editor');
  const { found, searching } = useFound(trigger, onFind);
  const choices = useMemo<readonly Choice[]>(() => {
    switch (trigger.kind) {
      case 'block':
        return matchingChoices(trigger.query, (choice) => t(`block.${choice}`)).map((block) => ({ kind: 'block', id: block, block }));
      case 'person':
        return matchingPeople(people, trigger.query).map((person) => ({ kind: 'person', id: person.id, person }));
      case 'cite':
        return CITED_KINDS.flatMap((kind) =>
          found.flatMap((each) =>
            isCitedKind(each.kind) && each.kind === kind ? [{ kind: 'cite' as const, id: each.id, found: { ...each, kind } }] : [],
          ),
        );
    }
  }, [trigger.kind, trigger.query, people, found, t]);
  return { choices, searching };
}

function matchingPeople(people: readonly MentionablePerson[], query: string): readonly MentionablePerson[] {
  const wanted = foldForFind(query.trim());
  return people
    .filter((person) =>
      foldForFind(person.name)
        .split(/\s+/u)
        .some((_word, place, words) => words.slice(place).join(' ').startsWith(wanted)),
    )
    .slice(0, PEOPLE_SHOWN);
}

/** Asks the registers as the query is typed; an answer that comes after a newer question is dropped. */
function useFound(trigger: Trigger, onFind: EditorProps['onFind']): { readonly found: readonly Found[]; readonly searching: boolean } {
  const [answer, setAnswer] = useState<{ readonly query: string | null; readonly found: readonly Found[] }>({ query: null, found: [] });
  const ask = useRef(onFind);
  ask.current = onFind;
  const query = trigger.kind === 'cite' ? trigger.query : null;
  useEffect(() => {
    if (query === null) return;
    let wanted = true;
    const settle = (found: readonly Found[]) => wanted && setAnswer({ query, found });
    const timer = setTimeout(() => ask.current(query, CITED_KINDS).then(settle, () => settle([])), ASK_AFTER_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [query]);
  return { found: answer.found, searching: answer.query !== query };
}

/** Tells assistive technology which choice the arrows are on while the focus stays in the text. */
function useActiveDescendant(editor: Editor, id: string | undefined): void {
  useEffect(() => {
    const { dom } = editor.view;
    if (id) dom.setAttribute('aria-activedescendant', `choice-${id}`);
    dom.setAttribute('aria-controls', 'editor-suggestions');
    return () => {
      dom.removeAttribute('aria-activedescendant');
      dom.removeAttribute('aria-controls');
    };
  }, [editor, id]);
}
