import type { EditorJson } from '@concordance/shared/editor/json';
import { findingsOfSet } from '../checks/actions.ts';
import { checkPorts } from './check-ports.ts';
import type { SetPorts } from './ports.ts';

/** Sets joined with the checks: the same rules that live beside the text bind at approval, on the very text that is signed. */
export const setPorts: SetPorts = {
  findings(reader, programmeId, setId, { substance }) {
    const texts = new Map(substance.recommendations.map((one) => [one.id, one.text as unknown as EditorJson]));
    const recommendationIds = [...texts.keys()];
    return findingsOfSet(reader, checkPorts, programmeId, { id: setId, recommendationIds, texts });
  },
  async remarks(reader, programmeId, recommendationIds) {
    const talk = await checkPorts.talk(reader, programmeId, recommendationIds);
    return new Map([...talk].map(([id, { open, undecided }]) => [id, { open, undecided, ended: [] }]));
  },
};
