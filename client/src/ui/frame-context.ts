import { createContext, useContext } from 'react';

export interface FrameHere {
  /** The rail is a drawer on this width; the header then carries the button that opens it. */
  readonly railIsDrawer: boolean;
  readonly openRail: () => void;
}

/** What a page may ask of the frame around it. Outside a frame (tests, sign-in) there is no rail to open. */
export const FrameContext = createContext<FrameHere>({ railIsDrawer: false, openRail: () => undefined });

export function useFrame(): FrameHere {
  return useContext(FrameContext);
}
