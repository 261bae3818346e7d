import type { ComponentProps } from 'react';

type MenuButtonProps = ComponentProps<'button'> & {
  /** Begins to fetch the menu; called as soon as it is likely to be asked for. */
  readonly onLikely?: () => void;
};

/** The button of a menu that is fetched when somebody reaches for it. */
export function MenuButton({ onLikely, ...rest }: MenuButtonProps) {
  return <button type="button" aria-haspopup="menu" aria-expanded={false} onPointerEnter={onLikely} onFocus={onLikely} {...rest} />;
}
