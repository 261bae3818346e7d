import type { Found } from '@concordance/shared/find/schema';
import type { RecordKind } from '@concordance/shared/ids';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findQuery } from '../registers/queries.ts';
import { RegisterMark } from '../ui/RegisterMark.tsx';
import { useDetailWords } from '../ui/use-detail-words.ts';
import { type PickItem, PickList } from './PickList.tsx';

interface RecordPickerProps {
  readonly programmeId: string;
  readonly kinds: readonly RecordKind[];
  readonly label: string;
  /** Ids shown with a tick. */
  readonly chosen?: readonly string[];
  /** Why a found record cannot be picked, in words; undefined where it can. */
  readonly closed?: (found: Found) => string | undefined;
  readonly onPick: (found: Found) => void;
  readonly onCancel?: () => void;
  readonly onTakeLast?: () => void;
  readonly multiple?: boolean;
}

/** Finds a record of the programme by its reference or by words, and hands it over. */
export function RecordPicker(props: RecordPickerProps) {
  const { t } = useTranslation('recommendations');
  const detailWords = useDetailWords();
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query.trim());
  const { data, isPending } = useQuery(findQuery(props.programmeId, asked, props.kinds));
  const found = data ?? [];
  const items = found.map((one): PickItem => {
    const closed = props.closed?.(one);
    return {
      id: one.id,
      mark: <RegisterMark kind={one.kind} size={14} />,
      ref: one.ref,
      title: one.title,
      detail: detailWords(one.detail),
      chosen: props.chosen?.includes(one.id) ?? false,
      ...(closed ? { closed } : {}),
    };
  });
  const pick = (item: PickItem) => {
    const one = found.find((each) => each.id === item.id);
    if (!one) return;
    setQuery('');
    props.onPick(one);
  };
  return (
    <PickList
      label={props.label}
      query={query}
      onQuery={setQuery}
      items={items}
      onPick={pick}
      empty={isPending ? '' : t('pick.nothing')}
      multiple={props.multiple ?? false}
      {...(props.onCancel ? { onCancel: props.onCancel } : {})}
      {...(props.onTakeLast ? { onTakeLast: props.onTakeLast } : {})}
    />
  );
}
