import '../../ui/tokens.css';
import '../../ui/fonts.css';
import '../../ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '../../api/query-client.ts';
import { startTranslations } from '../../ui/i18n.ts';
import { GuestApp } from './GuestApp.tsx';

/** Starts the pages of a guest: the door, and their table. */
export async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root element');
  await startTranslations();
  await i18next.loadNamespaces(['roundtables', 'threads']);
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <GuestApp />
      </QueryClientProvider>
    </StrictMode>,
  );
}
