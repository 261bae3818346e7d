import { describe, expect, it } from 'vitest';
import { SaveLedger } from './save-ledger.ts';

function connected(): SaveLedger {
  const ledger = new SaveLedger();
  ledger.opened();
  ledger.sent('step2');
  ledger.acknowledge(1);
  return ledger;
}
function type(ledger: SaveLedger): void {
  ledger.changed();
  ledger.sent('update');
}

describe('what counts as saved', () => {
  it('an untouched document has nothing unsaved', () => {
    expect(new SaveLedger().settled).toBe(true);
  });
  it('a change is unsaved until its own frame is acknowledged', () => {
    const ledger = connected();
    type(ledger);
    type(ledger);
    expect(ledger.acknowledge(2)).toBe(true);
    expect([ledger.unsaved, ledger.settled]).toEqual([1, false]);
    ledger.acknowledge(3);
    expect([ledger.unsaved, ledger.settled]).toEqual([0, true]);
  });
  it('a frame sent before the first answer does not cover what was typed offline', () => {
    const ledger = connected();
    ledger.changed();
    ledger.opened();
    type(ledger);
    expect(ledger.acknowledge(1)).toBe(false);
    expect(ledger.unsaved).toBe(2);
    ledger.sent('step2');
    ledger.acknowledge(2);
    expect(ledger.settled).toBe(true);
  });
  it('acknowledgements of the connection before do not count for the next', () => {
    const ledger = connected();
    type(ledger);
    ledger.opened();
    expect(ledger.acknowledge(2)).toBe(false);
    expect(ledger.unsaved).toBe(1);
  });
  it('an acknowledgement of frames never sent is ignored', () => {
    const ledger = connected();
    type(ledger);
    ledger.acknowledge(99);
    expect(ledger.settled).toBe(false);
  });
  it('a late, smaller acknowledgement takes nothing back', () => {
    const ledger = connected();
    type(ledger);
    ledger.acknowledge(2);
    ledger.acknowledge(1);
    expect(ledger.settled).toBe(true);
  });
  it('changes typed after a frame was sent are not covered by it', () => {
    const ledger = connected();
    type(ledger);
    ledger.changed();
    ledger.acknowledge(2);
    expect(ledger.unsaved).toBe(1);
  });
});

describe('edits kept on the device', () => {
  it('keep their own count until the answer that carries them is on the disk', () => {
    const ledger = new SaveLedger();
    ledger.restored(12);
    ledger.changed();
    expect(ledger.unsaved).toBe(13);
    ledger.opened();
    ledger.sent('step2');
    ledger.acknowledge(1);
    expect([ledger.unsaved, ledger.settled]).toEqual([0, true]);
  });
  it('a kept copy without open edits still waits for the server to confirm it', () => {
    const ledger = new SaveLedger();
    ledger.restored(0);
    expect([ledger.unsaved, ledger.settled]).toEqual([0, false]);
  });
});
