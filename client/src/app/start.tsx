import '../ui/tokens.css';
import '../ui/fonts.css';
import '../ui/mantine.css';
import '../ui/base.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '../api/query-client.ts';
import { EscapeProvider } from '../ui/escape.tsx';
import { startTranslations } from '../ui/i18n.ts';
import { theme } from '../ui/theme.ts';
import { createAppRouter } from './router.tsx';
import { warmUp } from './warm-up.ts';

// The same key as `public/theme.js` reads before the first paint.
const colourScheme = localStorageColorSchemeManager({ key: 'concordance-theme' });

/** Starts the pages of people with an account. */
export async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root element');
  warmUp(location.pathname);
  const queryClient = createQueryClient();
  const router = createAppRouter(queryClient);
  await startTranslations();
  createRoot(root).render(
    <StrictMode>
      {/* No injected style elements: variables are in ui/mantine.css, so a strict content security policy holds. */}
      <MantineProvider
        theme={theme}
        colorSchemeManager={colourScheme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <QueryClientProvider client={queryClient}>
          <EscapeProvider>
            <RouterProvider router={router} />
          </EscapeProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
