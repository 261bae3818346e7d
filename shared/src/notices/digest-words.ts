import type { Language } from '../programmes/schema.ts';
import type { NoticeKind } from './schema.ts';

/** What a digest says, in the reader's own language. */
export interface DigestWords {
  /** `{count}` notices. */
  readonly subject: string;
  readonly greeting: string;
  readonly kinds: Readonly<Record<NoticeKind, string>>;
  readonly more: string;
  readonly whyYou: string;
}

export const DIGEST_WORDS: Readonly<Record<Language, DigestWords>> = {
  en: {
    subject: 'Concordance: what is new for you ({count})',
    greeting: 'This is new for you since the last message:',
    kinds: {
      mention: 'you were named',
      assigned: 'you were asked to see to it',
      reply: 'there is an answer',
      decision: 'your remark was decided on',
      remark: 'there is a new remark',
      'table-opened': 'the round table has opened',
      'table-closed': 'the round table has closed',
    },
    more: 'and {count} more',
    whyYou: 'You get this because you asked for it in your account, where you can turn it off.',
  },
  ru: {
    subject: 'Concordance: новое для вас ({count})',
    greeting: 'Новое для вас с прошлого письма:',
    kinds: {
      mention: 'вас упомянули',
      assigned: 'вам поручили ответить',
      reply: 'получен ответ',
      decision: 'по вашему замечанию принято решение',
      remark: 'новое замечание',
      'table-opened': 'круглый стол открыт',
      'table-closed': 'круглый стол закрыт',
    },
    more: 'и ещё {count}',
    whyYou: 'Вы получаете это письмо, потому что включили рассылку в своей учётной записи; там же её можно отключить.',
  },
  kk: {
    subject: 'Concordance: сізге арналған жаңалықтар ({count})',
    greeting: 'Соңғы хаттан бергі жаңалықтар:',
    kinds: {
      mention: 'сізді атап өтті',
      assigned: 'жауап беру сізге тапсырылды',
      reply: 'жауап келді',
      decision: 'ескертуіңіз бойынша шешім қабылданды',
      remark: 'жаңа ескерту',
      'table-opened': 'дөңгелек үстел ашылды',
      'table-closed': 'дөңгелек үстел жабылды',
    },
    more: 'және тағы {count}',
    whyYou: 'Бұл хатты тіркелгіңізде қосқандықтан алып отырсыз; оны сол жерде өшіруге болады.',
  },
};
