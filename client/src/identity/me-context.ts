import type { Me } from '@concordance/shared/identity/schema';
import { createContext } from 'react';

/** The person signed in, given by the frame. Its pages are gone before it can be null. */
export const MeContext = createContext<Me | null>(null);
