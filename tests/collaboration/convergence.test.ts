import { describe, expect, it } from 'vitest';
import { DOCUMENT, live } from '../support/live.ts';

describe('writers in one document', () => {
  it('see what the others write', async () => {
    const world = live();
    const [anna, boris] = [world.writer('anna'), world.writer('boris')];
    world.connect(anna);
    world.connect(boris);
    await world.flow();
    anna.write('Water');
    await world.flow();
    boris.type(' and energy');
    await world.flow();
    expect(anna.text).toBe('<paragraph>Water and energy</paragraph>');
    expect(boris.text).toBe(anna.text);
    expect(anna.saved && boris.saved).toBe(true);
  });

  it('agree after typing at one place at once', async () => {
    const world = live();
    const [anna, boris] = [world.writer('anna'), world.writer('boris')];
    world.connect(anna);
    world.connect(boris);
    await world.flow();
    anna.write('');
    await world.flow();
    anna.type('left', 0);
    boris.type('right', 0);
    await world.flow();
    expect(anna.text).toBe(boris.text);
    expect(anna.text).toMatch(/leftright|rightleft/);
  });

  it('get what was written before they came', async () => {
    const world = live();
    const anna = world.writer('anna');
    world.connect(anna);
    await world.flow();
    anna.write('early');
    await world.flow();
    const late = world.writer('late');
    world.connect(late);
    await world.flow();
    expect(late.text).toBe(anna.text);
    expect(late.synced).toBe(true);
  });

  it('bring what they wrote while away', async () => {
    const world = live();
    const [anna, boris] = [world.writer('anna'), world.writer('boris')];
    world.connect(anna);
    world.connect(boris);
    await world.flow();
    anna.write('both');
    await world.flow();
    boris.socket?.cut();
    boris.type(', away');
    anna.type(', here');
    await world.flow();
    world.connect(boris);
    await world.flow();
    expect(boris.text).toBe(anna.text);
    expect(anna.text).toContain(', away');
    expect(boris.saved).toBe(true);
  });

  it('find their text again after a restart', async () => {
    const world = live();
    const anna = world.writer('anna');
    world.connect(anna);
    await world.flow();
    anna.write('kept');
    await world.flow();
    world.restart();
    const boris = world.writer('boris');
    world.connect(boris);
    await world.flow();
    expect(boris.text).toBe('<paragraph>kept</paragraph>');
  });

  it('find their text again after it has left memory', async () => {
    const world = live();
    const anna = world.writer('anna');
    world.connect(anna);
    await world.flow();
    for (let i = 0; i < 30; i++) anna.write(`line ${i}`);
    await world.flow();
    anna.socket?.cut();
    await world.pass(120_000);
    expect(world.rooms.metrics().rooms).toBe(0);
    expect(world.memory.documents.get(DOCUMENT)?.log).toEqual([]);
    world.connect(anna);
    const boris = world.writer('boris');
    world.connect(boris);
    await world.flow();
    expect(boris.text).toBe(anna.text);
  });
});
