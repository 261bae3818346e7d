import { PRESENCE_COLOURS } from '@concordance/shared/collaboration/wire';
import { firstLetters } from '@concordance/shared/identity/first-letters';
import styles from './Avatar.module.css';

/** `Dauren Qozhakhmetuly` is `DQ`: the first letters of the first two words. */
export function initials(name: string): string {
  return firstLetters(name).slice(0, 2).join('').toLocaleUpperCase();
}

interface AvatarProps {
  readonly name: string;
  /** Index into the palette of presence colours; grey where the person has none. */
  readonly colour: number | null;
  /** Side in pixels: 24, 32 on pages about people, 18 inside a line of facts. */
  readonly size?: 18 | 24 | 32;
  /** Say the name aloud: where no name stands beside the circle. */
  readonly named?: boolean;
}

/** A person in a circle. */
export function Avatar({ name, colour, size = 24, named = false }: AvatarProps) {
  const peer = colour === null ? undefined : colour % PRESENCE_COLOURS.length;
  return (
    <span
      className={styles.avatar}
      data-peer={peer}
      data-size={size}
      {...(named ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true })}
    >
      {initials(name)}
    </span>
  );
}
