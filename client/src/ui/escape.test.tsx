import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EscapeProvider, useEscape } from './escape.tsx';

let root: Root;
let box: HTMLElement;
let closed: number;
beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  closed = 0;
  box = document.body.appendChild(document.createElement('div'));
  root = createRoot(box);
  act(() =>
    root.render(
      <EscapeProvider>
        <Panel />
        <dialog open>
          <input name="in-dialog" />
        </dialog>
        <input name="beside" />
      </EscapeProvider>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  box.remove();
});

function Panel() {
  useEscape(true, () => {
    closed += 1;
  });
  return null;
}

const escapeIn = (name: string) =>
  box.querySelector(`[name=${name}]`)?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));

describe('Esc', () => {
  it('closes the panel', () => {
    escapeIn('beside');
    expect(closed).toBe(1);
  });

  it('in a dialog leaves the panel behind it open', () => {
    escapeIn('in-dialog');
    expect(closed).toBe(0);
  });
});
