import type { CheckPlace } from '@concordance/shared/checks/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEscape } from '../ui/escape.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ActivityPane } from './ActivityPane.tsx';
import { ChecksPane } from './checks/ChecksPane.tsx';
import type { Checks } from './checks/use-checks.ts';
import { ItemDetail } from './links/ItemDetail.tsx';
import type { Target } from './links/item-facts.ts';
import { LinksPane } from './links/LinksPane.tsx';
import type { Links } from './links/use-links.ts';

export type WorkTab = 'links' | 'comments' | 'checks' | 'history';
const TABS: readonly WorkTab[] = ['links', 'comments', 'checks', 'history'];

interface WorkPanelProps {
  readonly programmeId: string;
  readonly record: Recommendation;
  readonly links: Links;
  readonly checks: Checks;
  readonly onGo: (place: CheckPlace) => void;
  /** What is said about the text, and how much of it is open. */
  readonly comments: ReactNode;
  readonly openThreads: number | undefined;
  /** The history pane, with what else happened put into it. */
  readonly history: (activity: ReactNode) => ReactNode;
  readonly editable: boolean;
  readonly tab: WorkTab;
  readonly onTab: (tab: WorkTab) => void;
  /** The record that is looked at closely, instead of the list of links. */
  readonly target: Target | null;
  readonly onBack: () => void;
  readonly onOpen: (target: Target) => void;
  readonly onClose: () => void;
  readonly onShowInText: ((recordId: string) => void) | undefined;
}

/** What stands beside the text. */
export function WorkPanel(props: WorkPanelProps) {
  const { t } = useTranslation('recommendations');
  const { programmeId, record, links, editable, target } = props;
  useEscape(target !== null, props.onBack);
  const shown = target ? (
    <ItemDetail
      key={target.id}
      programmeId={programmeId}
      kind={target.kind}
      id={target.id}
      links={links}
      editable={editable}
      onBack={props.onBack}
      onShowInText={props.onShowInText}
    />
  ) : (
    <LinksPane programmeId={programmeId} links={links} editable={editable} onOpen={props.onOpen} />
  );
  return (
    <Panel
      label={t('panel.label', { ref: record.ref })}
      active={props.tab}
      onActive={(id) => props.onTab(TABS.find((tab) => tab === id) ?? 'links')}
      onClose={props.onClose}
      tabs={[
        { id: 'links', label: t('panel.links'), count: links.groups?.total, content: shown },
        { id: 'comments', label: t('panel.comments'), count: props.openThreads, content: props.comments },
        {
          id: 'checks',
          label: t('panel.checks'),
          count: props.checks.findings?.length,
          content: <ChecksPane programmeId={programmeId} checks={props.checks} onGo={props.onGo} />,
        },
        {
          id: 'history',
          label: t('panel.history'),
          content: props.history(<ActivityPane programmeId={programmeId} recommendationId={record.id} />),
        },
      ]}
    />
  );
}
