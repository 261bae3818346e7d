import type { Language } from '../programmes/schema.ts';

/** What the table of dispositions says besides the words of minutes, for a document that carries its own language. */
export interface DispositionWords {
  readonly title: string;
  readonly record: string;
  readonly team: string;
  readonly resolved: string;
  /** In place of what was said at a closed table. */
  readonly withheld: string;
  readonly deletion: string;
  readonly none: string;
}

export const DISPOSITION_WORDS: Readonly<Record<Language, DispositionWords>> = {
  en: {
    title: 'Remarks and decisions',
    record: 'Recommendation',
    team: 'the team',
    resolved: 'resolved',
    withheld: 'said at a closed table; the words stay with the team',
    deletion: 'delete these words',
    none: 'No remarks.',
  },
  ru: {
    title: 'Замечания и решения',
    record: 'Рекомендация',
    team: 'рабочая группа',
    resolved: 'обсуждено',
    withheld: 'сказано за закрытым столом; слова остаются внутри группы',
    deletion: 'удалить эти слова',
    none: 'Замечаний нет.',
  },
  kk: {
    title: 'Ескертулер мен шешімдер',
    record: 'Ұсыным',
    team: 'жұмыс тобы',
    resolved: 'талқыланды',
    withheld: 'жабық үстелде айтылды; сөздер топ ішінде қалады',
    deletion: 'осы сөздерді алып тастау',
    none: 'Ескерту жоқ.',
  },
};
