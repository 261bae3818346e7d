import type { DndContextProps } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';

/** What a screen reader hears while a line is moved, in the reader's language. */
export function useDragWords(nameOf: (id: string) => string, order: readonly string[]): NonNullable<DndContextProps['accessibility']> {
  const { t } = useTranslation('sets');
  const place = (id: unknown) => order.indexOf(String(id)) + 1;
  const name = (id: unknown) => nameOf(String(id));
  const count = order.length;
  return {
    screenReaderInstructions: { draggable: t('drag.how') },
    announcements: {
      onDragStart: ({ active }) => t('drag.start', { name: name(active.id), place: place(active.id), of: count }),
      onDragOver: ({ active, over }) => (over ? t('drag.over', { name: name(active.id), place: place(over.id), of: count }) : ''),
      onDragEnd: ({ active, over }) => t('drag.end', { name: name(active.id), place: place(over?.id ?? active.id), of: count }),
      onDragCancel: ({ active }) => t('drag.cancel', { name: name(active.id) }),
    },
  };
}
