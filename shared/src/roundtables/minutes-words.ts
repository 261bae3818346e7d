import type { Language } from '../programmes/schema.ts';

/** The fixed words of minutes, for a document that leaves the screen and so carries its own language. */
export interface MinutesWords {
  readonly minutes: string;
  readonly held: string;
  readonly opened: string;
  readonly closed: string;
  readonly attribution: string;
  readonly rules: Readonly<Record<'on-the-record' | 'organisation-only' | 'chatham-house' | 'closed', string>>;
  readonly present: string;
  /** `{count}` guests. */
  readonly presentCount: string;
  readonly nobody: string;
  readonly item: string;
  readonly remarks: string;
  readonly noRemarks: string;
  readonly withheld: string;
  readonly remark: string;
  readonly author: string;
  readonly decision: string;
  readonly reason: string;
  readonly aboutWhole: string;
  readonly proposes: string;
  readonly aParticipant: string;
  readonly waiting: string;
  readonly dispositions: Readonly<Record<'accepted' | 'partly' | 'rejected' | 'deferred', string>>;
  readonly ratings: string;
  readonly round: string;
  readonly consensus: string;
  readonly noConsensus: string;
  readonly tooFew: string;
  readonly criterion: string;
  readonly median: string;
  readonly quartiles: string;
  readonly agreed: string;
  readonly yes: string;
  readonly no: string;
  readonly answered: string;
  readonly rule: string;
  readonly criteria: Readonly<Record<'desirability' | 'feasibility' | 'confidence', string>>;
}

export const MINUTES_WORDS: Readonly<Record<Language, MinutesWords>> = {
  en: {
    minutes: 'Minutes',
    held: 'Held',
    opened: 'Opened',
    closed: 'Closed',
    attribution: 'Attribution',
    rules: {
      'on-the-record': 'On the record.',
      'organisation-only': 'Organisations are named, people are not.',
      'chatham-house': 'Chatham House Rule: what was said may be used; neither who said it nor who took part may be revealed.',
      closed: 'Closed: neither who spoke nor what was said goes outside.',
    },
    present: 'Present',
    presentCount: 'Guests present: {count}.',
    nobody: 'No guests.',
    item: 'Item',
    remarks: 'Remarks',
    noRemarks: 'No remarks were made.',
    withheld: 'Remarks were made and are kept with the team: {count}.',
    remark: 'Remark',
    author: 'By',
    decision: 'Decision',
    reason: 'Reason',
    aboutWhole: 'On the whole',
    proposes: 'Proposed wording',
    aParticipant: 'a participant',
    waiting: 'not yet decided',
    dispositions: { accepted: 'accepted', partly: 'accepted in part', rejected: 'rejected', deferred: 'deferred' },
    ratings: 'Ratings',
    round: 'Round',
    consensus: 'Consensus.',
    noConsensus: 'No consensus.',
    tooFew: 'Fewer than three answers; no result is told.',
    criterion: 'Criterion',
    median: 'Median',
    quartiles: 'Quartiles',
    agreed: 'Agreed',
    yes: 'yes',
    no: 'no',
    answered: 'Answered: {answered} of {panel}.',
    rule: 'Rule fixed beforehand: at least {high} % in 7–9, under {low} % in 1–3, quartiles at most {spread} apart.',
    criteria: { desirability: 'Desirability', feasibility: 'Feasibility', confidence: 'Confidence' },
  },
  ru: {
    minutes: 'Протокол',
    held: 'Дата',
    opened: 'Открыт',
    closed: 'Закрыт',
    attribution: 'Указание авторства',
    rules: {
      'on-the-record': 'Под именами.',
      'organisation-only': 'Называются организации, но не люди.',
      'chatham-house': 'Правило Чатем-Хауса: сказанное можно использовать; ни кто это сказал, ни кто участвовал, не раскрывается.',
      closed: 'Закрытый стол: наружу не выходит ни кто говорил, ни что было сказано.',
    },
    present: 'Присутствовали',
    presentCount: 'Гостей: {count}.',
    nobody: 'Гостей не было.',
    item: 'Пункт',
    remarks: 'Замечания',
    noRemarks: 'Замечаний не было.',
    withheld: 'Замечания были и остаются внутри группы: {count}.',
    remark: 'Замечание',
    author: 'Автор',
    decision: 'Решение',
    reason: 'Причина',
    aboutWhole: 'В целом',
    proposes: 'Предложенная редакция',
    aParticipant: 'участник',
    waiting: 'пока не решено',
    dispositions: { accepted: 'принято', partly: 'принято частично', rejected: 'отклонено', deferred: 'отложено' },
    ratings: 'Оценки',
    round: 'Раунд',
    consensus: 'Консенсус есть.',
    noConsensus: 'Консенсуса нет.',
    tooFew: 'Меньше трёх ответов; результат не сообщается.',
    criterion: 'Критерий',
    median: 'Медиана',
    quartiles: 'Квартили',
    agreed: 'Согласие',
    yes: 'да',
    no: 'нет',
    answered: 'Ответили: {answered} из {panel}.',
    rule: 'Правило задано заранее: не меньше {high} % в 7–9, меньше {low} % в 1–3, между квартилями не больше {spread}.',
    criteria: { desirability: 'Желательность', feasibility: 'Выполнимость', confidence: 'Уверенность' },
  },
  kk: {
    minutes: 'Хаттама',
    held: 'Күні',
    opened: 'Ашылды',
    closed: 'Жабылды',
    attribution: 'Авторын көрсету',
    rules: {
      'on-the-record': 'Атымен.',
      'organisation-only': 'Ұйым аталады, адам аталмайды.',
      'chatham-house': 'Чатем-Хаус ережесі: айтылғанды қолдануға болады; кім айтқаны да, кім қатысқаны да ашылмайды.',
      closed: 'Жабық үстел: кім сөйлегені де, не айтылғаны да сыртқа шықпайды.',
    },
    present: 'Қатысқандар',
    presentCount: 'Қонақ саны: {count}.',
    nobody: 'Қонақ болған жоқ.',
    item: 'Тармақ',
    remarks: 'Ескертулер',
    noRemarks: 'Ескерту айтылған жоқ.',
    withheld: 'Ескертулер айтылды, олар топ ішінде қалады: {count}.',
    remark: 'Ескерту',
    author: 'Автор',
    decision: 'Шешім',
    reason: 'Себеп',
    aboutWhole: 'Жалпы',
    proposes: 'Ұсынылған редакция',
    aParticipant: 'қатысушы',
    waiting: 'әлі шешілмеген',
    dispositions: { accepted: 'қабылданды', partly: 'ішінара қабылданды', rejected: 'қабылданбады', deferred: 'кейінге қалдырылды' },
    ratings: 'Бағалар',
    round: 'Айналым',
    consensus: 'Консенсус бар.',
    noConsensus: 'Консенсус жоқ.',
    tooFew: 'Үштен аз жауап; нәтиже айтылмайды.',
    criterion: 'Өлшем',
    median: 'Медиана',
    quartiles: 'Квартильдер',
    agreed: 'Келісім',
    yes: 'иә',
    no: 'жоқ',
    answered: 'Жауап берді: {panel} адамның {answered}.',
    rule: 'Ереже алдын ала бекітілген: 7–9-да кемінде {high} %, 1–3-те {low} %-дан аз, квартильдер арасы {spread}-ден аспайды.',
    criteria: { desirability: 'Қажеттілік', feasibility: 'Орындалуы', confidence: 'Сенімділік' },
  },
};
