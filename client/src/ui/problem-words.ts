import type { FieldProblem } from '@concordance/shared/problems';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';

/** Turns any failure into one sentence: the server's own, or ours where no answer came. */
export function useProblemWords(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!(error instanceof ApiProblem)) return t('problem.unexpected');
    if (error.code === 'network') return t('problem.network');
    return error.title || t('problem.unexpected');
  };
}

/**
 * What is wrong with one field of the form that failed, in words; undefined where nothing is. `name` is the field's own
 * name: `likelihood` finds the server's `changes.likelihood` and `likelihood` alike.
 */
export function useFieldWords(error: unknown): (name: string) => string | undefined {
  const { t } = useTranslation();
  const fields = error instanceof ApiProblem ? error.fields : [];
  return (name) => {
    const field = fields.find(
      (each: FieldProblem) =>
        each.path === name ||
        each.path === `changes.${name}` ||
        each.path.startsWith(`changes.${name}.`) ||
        each.path.startsWith(`${name}.`),
    );
    return field ? t(`field.${field.rule}`, { limit: field.limit ?? 0 }) : undefined;
  };
}
