import type { RecordKind } from '@concordance/shared/ids';
import { Icon } from './Icon.tsx';
import styles from './RegisterMark.module.css';

type Shaped = 'trend' | 'risk' | 'evidence' | 'body';

/** The letter is that of the reference, the same in every language; `y` is its baseline inside the shape. */
const SHAPES: Readonly<Record<Shaped, { readonly letter: string; readonly y: number; readonly path: string }>> = {
  trend: { letter: 'T', y: 12, path: 'M8 .9 15 6.7V15H1V6.700z' },
  risk: { letter: 'R', y: 11.3, path: 'M8 0 16 8 8 16 0 8z' },
  evidence: {
    letter: 'E',
    y: 11.2,
    path: 'M2.500 1h11a1.500 1.500 0 0 1 1.500 1.500v11a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 1 13.500v-11A1.500 1.500 0 0 1 2.500 1z',
  },
  body: { letter: 'B', y: 11.2, path: 'M8 .7a7.300 7.300 0 1 0 0 14.600A7.300 7.300 0 0 0 8 .7z' },
};

interface RegisterMarkProps {
  readonly kind: RecordKind;
  /** Outlined in the rail, filled where a record is meant. */
  readonly outlined?: boolean;
  /** Side in pixels; 16 where not said. */
  readonly size?: number;
}

/** The shape of a register: house, diamond, square, circle. Sources and recommendations have a plain drawing, no hue. */
export function RegisterMark({ kind, outlined = false, size = 16 }: RegisterMarkProps) {
  if (kind === 'source') return <Icon name="source" size={size} />;
  if (kind === 'recommendation') return <Icon name="document" size={size} />;
  const shape = SHAPES[kind];
  return (
    <svg
      className={styles[outlined ? 'outlined' : 'filled']}
      data-kind={kind}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={shape.path} strokeLinejoin="round" />
      {outlined ? null : (
        <text x="8" y={shape.y}>
          {shape.letter}
        </text>
      )}
    </svg>
  );
}
