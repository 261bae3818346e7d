import type { VerifyAnswer } from '@concordance/shared/editions/schema';
import { type FileVerdict, verifyFile } from '@concordance/shared/editions/verify';
import { sha256 } from '@concordance/shared/fingerprints/sha256';
import { type DragEvent, type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { TextField } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Fingerprint } from './Fingerprint.tsx';
import { askStanding } from './queries.ts';
import styles from './verify.module.css';

/** An edition file is text; anything larger than this is something else. */
const FILE_MAX = 64 * 1024 * 1024;

type Result =
  | { readonly kind: 'altered'; readonly why: Extract<FileVerdict, { kind: 'altered' }>['why'] }
  | { readonly kind: 'answered'; readonly hash: string; readonly answer: VerifyAnswer }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Sixty-four hex digits, with whatever spaces people copied along; null for anything else. */
export function typedHash(text: string): string | null {
  const bare = text.replace(/[\s:]+/gu, '').toLowerCase();
  return /^[0-9a-f]{64}$/u.test(bare) ? bare : null;
}

async function ask(hash: string): Promise<Result> {
  try {
    return { kind: 'answered', hash, answer: await askStanding(hash) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** Reads the file here, in the browser: only its fingerprint is sent. */
async function checkFile(file: File): Promise<Result> {
  const verdict: FileVerdict = file.size > FILE_MAX ? { kind: 'altered', why: 'not-edition' } : verifyFile(await file.text(), sha256);
  return verdict.kind === 'altered' ? verdict : ask(verdict.sha256);
}

/** Anybody's page: drop a file, or type a fingerprint, and learn whether it is genuine and still counts. Nothing else is told. */
export function VerifyPage() {
  const { t } = useTranslation('editions');
  const id = useId();
  const [result, setResult] = useState<Result | null>(null);
  const [typed, setTyped] = useState('');
  const [over, setOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setResult(null);
    setResult(await checkFile(file));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const hash = typedHash(typed);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (hash === null) return;
    setResult(null);
    setResult(await ask(hash));
  };
  return (
    <main id="main" className={styles.page}>
      <title>{`${t('verify.title')} · Concordance`}</title>
      <h1>{t('verify.title')}</h1>
      <p className={styles.lead}>{t('verify.lead')}</p>
      <label
        className={styles.drop}
        htmlFor={id}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="upload" />
        <span>{t('verify.drop')}</span>
        <input
          id={id}
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </label>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextField
          label={t('verify.hash')}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" reason={hash === null ? t('verify.needHash') : undefined}>
          {t('verify.ask')}
        </Button>
      </form>
      <div role="status" aria-live="polite">
        {result === null ? null : <Verdict result={result} />}
      </div>
      <p className={styles.local}>{t('verify.local')}</p>
    </main>
  );
}

function Verdict({ result }: { readonly result: Result }) {
  const { t } = useTranslation('editions');
  if (result.kind === 'failed') return <ErrorLine error={result.error} />;
  const standing = result.kind === 'altered' ? 'altered' : result.answer.standing;
  const good = standing === 'current';
  return (
    <div className={styles.verdict} data-good={good || undefined} data-bad={standing === 'altered' || undefined}>
      <h2>
        <Icon name={good ? 'check' : standing === 'altered' ? 'stop' : 'warn'} />
        {t(`verify.is.${standing}`)}
      </h2>
      <p>{result.kind === 'altered' ? t(`verify.why.${result.why}`) : t(`verify.means.${result.answer.standing}`)}</p>
      {result.kind === 'answered' ? <Fingerprint hash={result.hash} /> : null}
    </div>
  );
}
