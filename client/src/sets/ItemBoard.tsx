import type { RecommendationSet } from '@concordance/shared/sets/schema';
import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { arrayMove, SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryKey } from '../api/keys.ts';
import type { ProgrammeHere } from '../programmes/use-programme.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { RecordPicker } from '../ui/RecordPicker.tsx';
import { BoardRow } from './BoardRow.tsx';
import { changeSet, findRecords, readinessQuery } from './queries.ts';
import styles from './sets.module.css';
import { useDragWords } from './use-drag-words.ts';

interface ItemBoardProps {
  readonly here: ProgrammeHere;
  readonly set: RecommendationSet;
  readonly editable: boolean;
}

/** The recommendations in their order, each with how ready it is; moved by drag, or by the handle and the arrow keys. */
export function ItemBoard({ here, set, editable }: ItemBoardProps) {
  const { t } = useTranslation('sets');
  const cache = useQueryClient();
  const { data: lines } = useQuery(readinessQuery(here.id, set.ref));
  const [order, setOrder] = useState<readonly string[]>(set.itemIds);
  const [error, setError] = useState<unknown>(null);
  const [adding, setAdding] = useState(false);
  useEffect(() => setOrder(set.itemIds), [set.itemIds]);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const titles = new Map(set.items.map((item) => [item.id as string, item.ref]));
  const accessibility = useDragWords((id) => titles.get(id) ?? id, order);
  const save = async (itemIds: readonly string[]) => {
    setOrder(itemIds);
    setError(null);
    try {
      cache.setQueryData(
        queryKey(here.id, 'set', 'one', set.ref),
        await changeSet(here.id, set, { itemIds: itemIds as typeof set.itemIds }),
      );
      await cache.invalidateQueries({ queryKey: queryKey(here.id, 'substance') });
    } catch (failure) {
      setError(failure);
      setOrder(set.itemIds);
    }
  };
  const drop = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    void save(arrayMove([...order], order.indexOf(String(active.id)), order.indexOf(String(over.id))));
  };
  const rows = order.flatMap((id) => set.items.find((item) => item.id === id) ?? []);
  return (
    <>
      {error ? <ErrorLine error={error} /> : null}
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop} accessibility={accessibility}>
        <SortableContext items={[...order]} strategy={verticalListSortingStrategy}>
          <ol className={styles.board}>
            {rows.map((item) => (
              <BoardRow
                key={item.id}
                programme={here.id}
                item={item}
                line={lines?.find((one) => one.id === item.id)}
                editable={editable}
                onRemove={() => void save(order.filter((id) => id !== item.id))}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {rows.length === 0 ? <p className={styles.fact}>{t('noItems')}</p> : null}
      {editable ? (
        <div className={styles.adding}>
          {adding ? (
            <RecordPicker
              label={t('addItem')}
              autoFocus
              onClose={() => setAdding(false)}
              search={(text, signal) => findRecords(here.id, text, ['recommendation'], signal)}
              taken={[...order]}
              onPick={(found) => void save([...order, found.id])}
            />
          ) : (
            <Button icon="plus" onClick={() => setAdding(true)}>
              {t('addItem')}
            </Button>
          )}
        </div>
      ) : null}
    </>
  );
}
