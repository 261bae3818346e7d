import type { Evidence } from '@concordance/shared/evidence/schema';
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { useProgramme } from '../programmes/use-programme.ts';
import { showRecord } from '../registers/cache.ts';
import type { SectionProps } from '../registers/definition.ts';
import { basePath } from '../registers/queries.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmInline } from '../ui/ConfirmInline.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Icon } from '../ui/Icon.tsx';
import { PanelSection } from '../ui/Panel.tsx';
import styles from './AttachmentSection.module.css';
import { ATTACHMENT_MAX, fileSize, hashGroups } from './attachment.ts';
import { uploadFile } from './upload.ts';

type Phase =
  | { readonly at: 'still' }
  | { readonly at: 'sending'; readonly sent: number; readonly stop: AbortController }
  | { readonly at: 'asking' }
  | { readonly at: 'failed'; readonly error: unknown };

interface FileFactsProps {
  readonly item: Evidence;
  readonly address: string;
}

function FileFacts({ item, address }: FileFactsProps) {
  const { t, i18n } = useTranslation('registers');
  const { attachment } = item;
  if (attachment === null) return null;
  return (
    <div className={styles.file}>
      <a href={address} download={attachment.name} className={styles.name}>
        <Icon name="clip" size={14} />
        <span>{attachment.name}</span>
      </a>
      <span className={styles.size}>{fileSize(attachment.size, i18n.language)}</span>
      <p className={styles.hash}>
        <abbr title={t('attachment.hashHint')}>SHA-256</abbr> <code>{hashGroups(attachment.hash)}</code>
      </p>
    </div>
  );
}

/** The file of an item: sent with progress, known by its fingerprint, taken out again. */
export function AttachmentSection({ item, editable }: SectionProps<Evidence>) {
  const { t } = useTranslation('registers');
  const { id: p } = useProgramme();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [phase, setPhase] = useState<Phase>({ at: 'still' });
  const address = `${basePath(p, 'evidence')}/${item.id}/attachment`;

  const settle = async (request: Promise<Evidence>) => {
    try {
      showRecord(client, p, 'evidence', await request);
      setPhase({ at: 'still' });
    } catch (error) {
      setPhase(error instanceof DOMException && error.name === 'AbortError' ? { at: 'still' } : { at: 'failed', error });
    }
  };
  const send = (file: File | undefined) => {
    if (!file) return;
    const stop = new AbortController();
    setPhase({ at: 'sending', sent: 0, stop });
    void settle(uploadFile<Evidence>(address, file, stop.signal, (sent) => setPhase({ at: 'sending', sent, stop })));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    if (editable && phase.at !== 'sending') send(event.dataTransfer.files[0]);
  };
  if (!editable && item.attachment === null) return null;
  return (
    <PanelSection
      title={t('section.attachment')}
      note={editable && item.attachment === null ? t('attachment.limit', { size: ATTACHMENT_MAX / 1024 / 1024 }) : null}
    >
      <fieldset
        className={styles.place}
        aria-label={t('section.attachment')}
        onDragOver={(event) => event.preventDefault()}
        onDrop={onDrop}
      >
        <FileFacts item={item} address={address} />
        {phase.at === 'sending' ? (
          <div className={styles.line}>
            <progress max={1} value={phase.sent} aria-label={t('attachment.sending')} />
            <Button size="small" onClick={() => phase.stop.abort()}>
              {t('form.cancel')}
            </Button>
          </div>
        ) : null}
        {phase.at === 'failed' ? <ErrorLine error={phase.error} /> : null}
        {phase.at === 'asking' ? (
          <ConfirmInline
            verb={t('attachment.remove')}
            onConfirm={() => void settle(api.delete<Evidence>(address))}
            onCancel={() => setPhase({ at: 'still' })}
          >
            {t('attachment.ask')}
          </ConfirmInline>
        ) : null}
        {editable && (phase.at === 'still' || phase.at === 'failed') ? (
          <div className={styles.line}>
            <Button size="small" icon="upload" onClick={() => input.current?.click()}>
              {t(item.attachment === null ? 'attachment.add' : 'attachment.replace')}
            </Button>
            {item.attachment === null ? null : (
              <Button size="small" variant="quiet" onClick={() => setPhase({ at: 'asking' })}>
                {t('attachment.remove')}
              </Button>
            )}
            <input
              ref={input}
              type="file"
              hidden
              aria-label={t('attachment.add')}
              onChange={(event) => {
                send(event.currentTarget.files?.[0]);
                event.currentTarget.value = '';
              }}
            />
          </div>
        ) : null}
      </fieldset>
    </PanelSection>
  );
}
