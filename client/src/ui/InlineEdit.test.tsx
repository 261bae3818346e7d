import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiProblem } from '../api/client.ts';
import { InlineEdit } from './InlineEdit.tsx';
import english from './locales/en.json';

let root: Root;
let box: HTMLElement;

beforeAll(async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  await i18next.use(initReactI18next).init({ lng: 'en', defaultNS: 'common', resources: { en: { common: english } } });
});
beforeEach(() => {
  box = document.body.appendChild(document.createElement('div'));
  root = createRoot(box);
});
afterEach(() => {
  act(() => root.unmount());
  box.remove();
});

interface World {
  readonly saved: [unknown, unknown][];
  show: (value: string) => void;
}

/** A field with an answer for each save: a problem is thrown, anything else is success. */
function field(kind: 'text' | 'number', answers: readonly unknown[] = [], words?: string): World {
  const saved: [unknown, unknown][] = [];
  const show = (value: string) =>
    act(() =>
      root.render(
        <MantineProvider withCssVariables={false} withGlobalClasses={false}>
          <InlineEdit
            label="Title"
            field="title"
            kind={kind}
            value={value as string | number}
            onSave={async (next, over) => {
              const answer = answers[saved.length];
              saved.push([next, over]);
              if (answer instanceof Error) throw answer;
            }}
            theirs={(current) => (current as { title: string }).title}
            {...(words ? { children: words } : {})}
          />
        </MantineProvider>,
      ),
    );
  return { saved, show };
}

const find = <Kind extends HTMLElement>(selector: string): Kind => {
  const element = box.querySelector<Kind>(selector);
  if (!element) throw new Error(`nothing is ${selector}`);
  return element;
};
const press = (key: string) =>
  act(async () => find('input').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
const click = (words: string) =>
  act(async () => [...box.querySelectorAll('button')].find((button) => button.textContent?.includes(words))?.click());
function type(text: string): Promise<void> {
  return act(async () => {
    const input = find<HTMLInputElement>('input');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

describe('an inline edit', () => {
  it('saves by Enter and gives the focus back', async () => {
    const world = field('text');
    world.show('Old');
    await click('Old');
    await type('New');
    await press('Enter');
    expect(world.saved).toEqual([['New', undefined]]);
    expect(document.activeElement?.getAttribute('aria-label')).toContain('Title');
  });

  it('is called by what is seen of its value', () => {
    field('text', [], '30 September').show('2020-09-30');
    expect(find('button').getAttribute('aria-label')).toBe('Title: 30 September. Edit');
    field('text').show('');
    expect(find('button').getAttribute('aria-label')).toBe(`Title: ${find('button').textContent}. Edit`);
  });

  it('gives up by Esc', async () => {
    const world = field('text');
    world.show('Old');
    await click('Old');
    await type('New');
    await press('Escape');
    expect(world.saved).toEqual([]);
    expect(box.textContent).toBe('Old');
  });

  it('saves nothing when nothing has changed', async () => {
    const world = field('text');
    world.show('Old');
    await click('Old');
    await press('Enter');
    expect(world.saved).toEqual([]);
  });

  it('shows both values of a stale change and writes mine over the one that was seen', async () => {
    const current = { title: 'Theirs', version: 2 };
    const world = field('text', [new ApiProblem('stale-version', 409, { current })]);
    world.show('Old');
    await click('Old');
    await type('Mine');
    await press('Enter');
    expect(box.textContent).toContain('Theirs');
    await click('Keep mine');
    expect(world.saved).toEqual([
      ['Mine', undefined],
      ['Mine', current],
    ]);
  });

  it('does not write over what arrived from somebody else while the field was open', async () => {
    const world = field('text');
    world.show('Old');
    await click('Old');
    await type('Mine');
    world.show('Theirs');
    await press('Enter');
    expect(world.saved).toEqual([]);
    expect(box.textContent).toContain('Theirs');
    await click('Take theirs');
    expect(world.saved).toEqual([]);
    expect(box.textContent).toBe('Theirs');
  });

  it('keeps the words and says what the server refused', async () => {
    const world = field('text', [new ApiProblem('invalid', 422, { fields: [{ path: 'changes.title', rule: 'too-long', limit: 300 }] })]);
    world.show('Old');
    await click('Old');
    await type('Too long');
    await press('Enter');
    expect(find<HTMLInputElement>('input').value).toBe('Too long');
    expect(find('[role="alert"]').textContent).toBe('At most 300 characters.');
  });

  it('does not throw away what is not a number', async () => {
    const world = field('number');
    world.show('3');
    await click('3');
    await type('many');
    await press('Enter');
    expect(world.saved).toEqual([]);
    expect(find('[role="alert"]').textContent).not.toBe('');
  });
});
