import { foldForFind } from '@concordance/shared/find/schema';
import type { IconName } from '../ui/Icon.tsx';

/** A line of the palette that is not a record: a place to go or a thing to do. */
export interface Command {
  readonly id: string;
  /** What the line says, in the reader's language. */
  readonly label: string;
  readonly icon: IconName;
  /** Quiet words at the end of the line. */
  readonly note?: string | undefined;
  readonly run: () => void;
}

/** The commands whose words begin with what was typed, in any order and case: `рек нов` finds `Новая рекомендация`. */
export function matchCommands(commands: readonly Command[], text: string): readonly Command[] {
  const wanted = foldForFind(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (wanted.length === 0) return commands;
  return commands.filter((command) => {
    const words = foldForFind(command.label).split(/[\s-]+/u);
    return wanted.every((word) => words.some((each) => each.startsWith(word)));
  });
}
