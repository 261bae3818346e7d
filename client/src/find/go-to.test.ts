import { describe, expect, it } from 'vitest';
import { type Command, matchCommands } from './go-to.ts';

const command = (label: string): Command => ({ id: label, label, icon: 'home', run: () => undefined });
const commands = [command('New recommendation'), command('Recommendations'), command('Новая рекомендация'), command('Жаңа ұсыным')];
const found = (text: string) => matchCommands(commands, text).map((each) => each.label);

describe('the commands of the palette', () => {
  it('are all there before anything is typed', () => {
    expect(found(' ')).toHaveLength(4);
  });

  it('are found by the beginnings of words in any order', () => {
    expect(found('rec new')).toEqual(['New recommendation']);
  });

  it('are found in Russian and Kazakh, whatever the case', () => {
    expect(found('РЕК')).toEqual(['Новая рекомендация']);
    expect(found('ұсын')).toEqual(['Жаңа ұсыным']);
  });
});
