import { firstLetters } from '@concordance/shared/identity/first-letters';
import './collaboration.css';
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Peer } from './contract.ts';

const SHOWN = 4;

/** Who has the text open: initials in their colour, names in the tooltip, the rest as a number. */
export function Presence({ peers }: { readonly peers: readonly Peer[] }) {
  const { t } = useTranslation('collaboration');
  const shown = peers.length > SHOWN + 1 ? peers.slice(0, SHOWN) : peers;
  const rest = peers.slice(shown.length);
  const nameOf = (peer: Peer) =>
    [peer.me ? t('me', { name: peer.name }) : peer.name, peer.viewer ? t('viewer') : ''].filter(Boolean).join(', ');
  return (
    <ul className="presence" aria-label={t('here', { count: peers.length })}>
      {shown.map((peer) => (
        <li key={peer.id}>
          <Tooltip label={nameOf(peer)} events={{ hover: true, focus: true, touch: true }}>
            <span
              className={peer.viewer ? 'presence-face is-viewer' : 'presence-face'}
              ref={(element) => element?.style.setProperty('--peer', peer.colour)}
              role="img"
              aria-label={nameOf(peer)}
            >
              {initials(peer.name)}
            </span>
          </Tooltip>
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <Tooltip multiline label={rest.map(nameOf).join('\n')} events={{ hover: true, focus: true, touch: true }}>
            <span className="presence-face is-rest" role="img" aria-label={rest.map(nameOf).join('; ')}>
              +{rest.length}
            </span>
          </Tooltip>
        </li>
      )}
    </ul>
  );
}

/** First letters of the first and the last word, in any script. */
export function initials(name: string): string {
  const all = firstLetters(name);
  return (all.length > 1 ? [all[0], all.at(-1)] : all).join('').toUpperCase() || '?';
}
