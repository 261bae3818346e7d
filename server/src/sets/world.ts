import type { KeepMoment } from '../history/ports.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import type { SetPorts } from './ports.ts';
import type { TextCache } from './texts.ts';

/** What the rooms of sets, approvals and editions need. */
export interface SetWorld extends RegisterWorld {
  readonly texts: TextCache;
  readonly ports: SetPorts;
  /** Keeps versions of texts for "changed since". */
  readonly keep: KeepMoment;
}
