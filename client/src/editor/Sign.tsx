import type { CitedKind } from '@concordance/shared/editor/citation';
import { SIGNS } from './register-signs.ts';

/** Shape and letter of a register; `null` is the hollow, dashed square of a block that cites nothing. */
export function Sign({ kind }: { readonly kind: CitedKind | null }) {
  if (kind === null)
    return (
      <svg className="sign is-hollow" viewBox="0 0 16 16" aria-hidden="true">
        <path d={SIGNS.evidence.path} />
      </svg>
    );
  const sign = SIGNS[kind];
  return (
    <svg className={`sign is-${kind}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={sign.path} />
      <text x="8" y={sign.baseline}>
        {sign.letter}
      </text>
    </svg>
  );
}
