import type { Action } from '@concordance/shared/identity/rules';
import { useTranslation } from 'react-i18next';
import { type Place, placeAddress } from '../ui/address.ts';
import { ButtonLink } from '../ui/Button.tsx';
import styles from './FirstSteps.module.css';
import type { ProgrammeHere } from './use-programme.ts';

interface Step {
  readonly word: string;
  readonly needs: Action;
  readonly to: Place;
  readonly create?: true;
}

/** Any of the four may be the first; the last is what the programme is for. */
const STEPS: readonly Step[] = [
  { word: 'people', needs: 'people.invite', to: 'people' },
  { word: 'frame', needs: 'programme.change', to: 'settings' },
  { word: 'know', needs: 'register.write', to: 'evidence', create: true },
  { word: 'write', needs: 'recommendation.write', to: 'recommendations', create: true },
];

/** The first screen of a new programme. */
export function FirstSteps({ here }: { readonly here: ProgrammeHere }) {
  const { t } = useTranslation('programmes');
  return (
    <ol className={styles.steps}>
      {STEPS.map((step, index) => (
        <li key={step.word}>
          <p className={styles.number} aria-hidden="true">
            {index + 1}
          </p>
          <h2>{t(`steps.${step.word}.title`)}</h2>
          <p className={styles.words}>{t(`steps.${step.word}.note`)}</p>
          {here.may(step.needs) ? (
            <ButtonLink
              {...placeAddress(here.id, step.to, step.create ? { create: true } : {})}
              size="small"
              variant={step.word === 'write' ? 'main' : 'default'}
            >
              {t(`steps.${step.word}.act`)}
            </ButtonLink>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
