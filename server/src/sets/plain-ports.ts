import type { SetPorts } from './ports.ts';

/** For a programme without rooms of checks and remarks: nothing is found and nothing was said. */
export const plainPorts: SetPorts = {
  findings: async () => new Map(),
  remarks: async () => new Map(),
};
