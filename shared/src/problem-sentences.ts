import type { FieldProblem, ProblemCode, ProblemDetails } from './problems.ts';
import type { Language } from './programmes/schema.ts';

type Sentence = Readonly<Record<Language, string>>;

/** What a person reads: what is wrong and what to do, in their language. */
export const PROBLEM_SENTENCES: Readonly<Record<ProblemCode, Sentence>> = {
  'not-signed-in': {
    en: 'You are not signed in. Sign in and try again.',
    ru: 'Вы не вошли в систему. Войдите и повторите.',
    kk: 'Сіз жүйеге кірмегенсіз. Кіріп, қайта көріңіз.',
  },
  'wrong-credentials': {
    en: 'This e-mail and password do not belong together. Check both and try again.',
    ru: 'Адрес и пароль не подходят друг к другу. Проверьте их и повторите.',
    kk: 'Пошта мен құпиясөз сәйкес емес. Екеуін де тексеріп, қайта көріңіз.',
  },
  'too-many-attempts': {
    en: 'Too many attempts. Wait a little and try again.',
    ru: 'Слишком много попыток. Подождите немного и повторите.',
    kk: 'Әрекет тым көп болды. Сәл күтіп, қайта көріңіз.',
  },
  'too-many-connections': {
    en: 'Too many connections from here. Close pages you do not need, wait a minute and try again.',
    ru: 'Отсюда слишком много соединений. Закройте ненужные страницы, подождите минуту и повторите.',
    kk: 'Осы жерден қосылым тым көп. Керек емес беттерді жауып, бір минут күтіп, қайталаңыз.',
  },
  busy: {
    en: 'The server is busy. Try again in a few seconds.',
    ru: 'Сервер занят. Повторите через несколько секунд.',
    kk: 'Сервер бос емес. Бірнеше секундтан соң қайталаңыз.',
  },
  'no-right': {
    en: 'Your role in this programme does not allow this. Ask a lead of the programme.',
    ru: 'Ваша роль в программе этого не позволяет. Обратитесь к руководителю программы.',
    kk: 'Бағдарламадағы рөліңіз бұған рұқсат бермейді. Бағдарлама жетекшісіне хабарласыңыз.',
  },
  'foreign-origin': {
    en: 'The address this page came from is not one of this server’s. Open Concordance at its own address, or ask whoever runs it to add this one.',
    ru: 'Адрес, с которого открыта страница, не числится за этим сервером. Откройте Concordance по его собственному адресу или попросите администратора добавить этот.',
    kk: 'Бет ашылған мекенжай бұл сервердікі емес. Concordance-ті өз мекенжайынан ашыңыз немесе әкімшіден осы мекенжайды қосуды сұраңыз.',
  },
  'not-found': {
    en: 'There is nothing here, or you may not see it.',
    ru: 'Здесь ничего нет, или вам это недоступно.',
    kk: 'Мұнда ештеңе жоқ немесе оны көруге құқығыңыз жоқ.',
  },
  'stale-version': {
    en: 'Someone changed this since you opened it. Compare both values and choose.',
    ru: 'Запись изменили после того, как вы её открыли. Сравните оба значения и выберите.',
    kk: 'Сіз ашқаннан бері бұл жазба өзгертілді. Екі мәнді салыстырып, біреуін таңдаңыз.',
  },
  'email-taken': {
    en: 'An account with this e-mail exists already. Sign in with it.',
    ru: 'Учётная запись с этим адресом уже есть. Войдите с ней.',
    kk: 'Бұл пошта бойынша тіркелгі бұрыннан бар. Сонымен кіріңіз.',
  },
  'last-lead': {
    en: 'A programme needs a lead. Make someone else a lead first.',
    ru: 'Программе нужен руководитель. Сначала назначьте другого.',
    kk: 'Бағдарламаға жетекші керек. Алдымен басқа жетекші тағайындаңыз.',
  },
  'already-set-up': {
    en: 'This server is already set up. Sign in.',
    ru: 'Этот сервер уже настроен. Войдите в систему.',
    kk: 'Бұл сервер бапталып қойған. Жүйеге кіріңіз.',
  },
  'already-linked': {
    en: 'This is linked already. Change the existing link.',
    ru: 'Эта связь уже есть. Измените существующую.',
    kk: 'Бұл байланыс бұрыннан бар. Бар байланысты өзгертіңіз.',
  },
  archived: {
    en: 'This record is archived. Restore it before changing it or tying anything to it.',
    ru: 'Запись в архиве. Восстановите её, прежде чем менять или ссылаться на неё.',
    kk: 'Жазба мұрағатта. Өзгертпес не сілтеме жасамас бұрын қалпына келтіріңіз.',
  },
  invalid: {
    en: 'Some values cannot be saved. Correct the marked fields.',
    ru: 'Некоторые значения нельзя сохранить. Исправьте отмеченные поля.',
    kk: 'Кейбір мәндер сақталмайды. Белгіленген өрістерді түзетіңіз.',
  },
  malformed: {
    en: 'The request is not well-formed JSON. Correct it and send it again.',
    ru: 'Запрос содержит неправильный JSON. Исправьте его и отправьте снова.',
    kk: 'Сұраудағы JSON дұрыс емес. Түзетіп, қайта жіберіңіз.',
  },
  'too-slow': {
    en: 'The request did not arrive in time. Check the connection and send it again.',
    ru: 'Запрос не пришёл вовремя. Проверьте соединение и отправьте его снова.',
    kk: 'Сұрау уақытында келмеді. Байланысты тексеріп, қайта жіберіңіз.',
  },
  'too-large': {
    en: 'This is too large to be taken. Send something smaller.',
    ru: 'Объём слишком велик. Отправьте меньше.',
    kk: 'Көлемі тым үлкен. Кішірек етіп жіберіңіз.',
  },
  'unsupported-media': {
    en: 'This kind of content is not taken here. Send JSON, or a file where a file is asked for.',
    ru: 'Такой вид содержимого здесь не принимается. Отправьте JSON или файл, где он нужен.',
    kk: 'Мұндай мазмұн қабылданбайды. JSON не файл сұралған жерде файл жіберіңіз.',
  },
  'common-password': {
    en: 'This password is on lists that attackers try first. Choose another, for instance four random words.',
    ru: 'Этот пароль есть в списках, которые перебирают первыми. Выберите другой, например четыре случайных слова.',
    kk: 'Бұл құпиясөз алдымен тексерілетін тізімдерде бар. Басқасын таңдаңыз, мысалы, кездейсоқ төрт сөз.',
  },
  'wrong-password': {
    en: 'The current password is not right. Type it again.',
    ru: 'Текущий пароль неверен. Введите его снова.',
    kk: 'Қазіргі құпиясөз дұрыс емес. Қайта теріңіз.',
  },
  'invitation-over': {
    en: 'This invitation has expired, was used or was withdrawn. Ask for a new link.',
    ru: 'Приглашение истекло, использовано или отозвано. Попросите новую ссылку.',
    kk: 'Шақыру мерзімі өткен, пайдаланылған не қайтарып алынған. Жаңа сілтеме сұраңыз.',
  },
  'set-up-link-over': {
    en: 'This set-up link no longer works. Restart the server to get a new one.',
    ru: 'Эта ссылка для настройки больше не действует. Перезапустите сервер, чтобы получить новую.',
    kk: 'Бұл баптау сілтемесі енді жарамсыз. Жаңасын алу үшін серверді қайта іске қосыңыз.',
  },
  'in-use': {
    en: 'Something still rests on this record. Resolve the places listed first.',
    ru: 'На эту запись ещё что-то опирается. Сначала разберите перечисленные места.',
    kk: 'Бұл жазбаға әлі бір нәрсе сүйенеді. Алдымен аталған орындарды шешіңіз.',
  },
  'ground-moves': {
    en: 'Other work rests on this item. Look at what would be hit first, and withdraw or supersede it from there.',
    ru: 'На этот элемент опирается другая работа. Сначала посмотрите, что будет затронуто, и отзовите или замените его оттуда.',
    kk: 'Бұл элементке басқа жұмыс сүйенеді. Алдымен не қозғалатынын қараңыз да, сол жерден кері қайтарыңыз немесе алмастырыңыз.',
  },
  'unknown-record': {
    en: 'A record that is named here does not exist in this programme. Choose it again.',
    ru: 'Указанной записи нет в этой программе. Выберите её заново.',
    kk: 'Аталған жазба бұл бағдарламада жоқ. Оны қайта таңдаңыз.',
  },
  'reason-required': {
    en: 'Going back needs a reason. Write one sentence.',
    ru: 'Для возврата нужна причина. Напишите одно предложение.',
    kk: 'Кері қайтару үшін себеп керек. Бір сөйлем жазыңыз.',
  },
  'move-not-allowed': {
    en: 'This status cannot follow the present one. Move one step forward, or back with a reason.',
    ru: 'Из нынешнего статуса в этот перейти нельзя. Сделайте шаг вперёд или вернитесь, указав причину.',
    kk: 'Қазіргі күйден бұл күйге өтуге болмайды. Бір қадам алға жылжыңыз не себебін көрсетіп кері қайтыңыз.',
  },
  'own-cycle': {
    en: 'A record cannot be a part of itself. Choose another parent.',
    ru: 'Запись не может быть частью самой себя. Выберите другую.',
    kk: 'Жазба өзінің бөлігі бола алмайды. Басқасын таңдаңыз.',
  },
  'table-not-open': {
    en: 'This round table is not open now. What was said stays; nothing can be added.',
    ru: 'Этот круглый стол сейчас не открыт. Сказанное остаётся, добавить ничего нельзя.',
    kk: 'Бұл дөңгелек үстел қазір ашық емес. Айтылғаны сақталады, жаңасын қосуға болмайды.',
  },
  'table-begun': {
    en: 'This can no longer be changed: the round table has begun. Make another table.',
    ru: 'Изменить это уже нельзя: круглый стол начался. Создайте другой.',
    kk: 'Мұны енді өзгертуге болмайды: дөңгелек үстел басталды. Басқа үстел құрыңыз.',
  },
  'table-full': {
    en: 'All seats of this link are taken. Ask for another link.',
    ru: 'Все места по этой ссылке заняты. Попросите другую ссылку.',
    kk: 'Бұл сілтеме бойынша барлық орын толды. Басқа сілтеме сұраңыз.',
  },
  'round-over': {
    en: 'This rating round is closed. A closed round never opens again; a new one can be made.',
    ru: 'Этот раунд оценок закрыт. Закрытый раунд не открывают снова; можно начать новый.',
    kk: 'Бұл бағалау айналымы жабылған. Жабылғаны қайта ашылмайды; жаңасын бастауға болады.',
  },
  'round-open': {
    en: 'A rating round on this item is open already. Close it first.',
    ru: 'По этому пункту уже идёт раунд оценок. Сначала закройте его.',
    kk: 'Бұл тармақ бойынша бағалау айналымы жүріп жатыр. Алдымен оны жабыңыз.',
  },
  'text-changed': {
    en: 'The text has changed since you read it. Read what changed, then sign the text as it is now.',
    ru: 'Текст изменился после того, как вы его прочли. Прочтите изменения и подпишите текст в нынешнем виде.',
    kk: 'Сіз оқығаннан кейін мәтін өзгерді. Өзгерістерді оқып, мәтіннің қазіргі түріне қол қойыңыз.',
  },
  'not-approver': {
    en: 'You are not named as an approver of this set. Ask the lead who composed it.',
    ru: 'Вы не названы среди утверждающих этот комплект. Обратитесь к руководителю, который его составил.',
    kk: 'Сіз бұл жинақты бекітушілердің қатарында жоқсыз. Оны құрастырған жетекшіге хабарласыңыз.',
  },
  'not-your-turn': {
    en: 'Approvers of this set sign in order, and somebody before you has not signed yet.',
    ru: 'Этот комплект подписывают по порядку, и тот, кто перед вами, ещё не подписал.',
    kk: 'Бұл жинаққа кезекпен қол қойылады, сіздің алдыңыздағы адам әлі қол қойған жоқ.',
  },
  'already-signed': {
    en: 'You have signed this very text already. There is nothing more for you to do.',
    ru: 'Вы уже подписали именно этот текст. Больше ничего делать не нужно.',
    kk: 'Сіз дәл осы мәтінге қол қойып қойғансыз. Басқа ештеңе істеудің қажеті жоқ.',
  },
  'checks-block': {
    en: 'Checks of the programme block this. Settle the findings of the recommendations named, then try again.',
    ru: 'Этому препятствуют проверки программы. Устраните замечания по названным рекомендациям и повторите.',
    kk: 'Бұған бағдарламаның тексерістері кедергі. Аталған ұсынымдардың ескертулерін жойып, қайталаңыз.',
  },
  'own-text': {
    en: 'Nobody approves alone what they alone wrote. Name another approver as well.',
    ru: 'Никто не утверждает в одиночку то, что написал один. Назовите ещё одного утверждающего.',
    kk: 'Өзі жалғыз жазғанды ешкім жалғыз бекітпейді. Тағы бір бекітуші тағайындаңыз.',
  },
  'needs-approvers': {
    en: 'Too few approvers who lead the programme are named for this quorum. Name more, or lower the quorum.',
    ru: 'Для такого кворума названо слишком мало утверждающих руководителей. Назовите ещё или уменьшите кворум.',
    kk: 'Мұндай кворум үшін бекітуші жетекшілер тым аз. Тағы біреуді тағайындаңыз немесе кворумды азайтыңыз.',
  },
  'set-empty': {
    en: 'The set holds no recommendation yet. Add at least one.',
    ru: 'В комплекте ещё нет рекомендаций. Добавьте хотя бы одну.',
    kk: 'Жинақта әлі ұсыным жоқ. Кемінде біреуін қосыңыз.',
  },
  'name-differs': {
    en: 'The name you typed is not the name of your account. Type it as it stands on the page.',
    ru: 'Введённое имя не совпадает с именем вашей учётной записи. Введите его так, как оно стоит на странице.',
    kk: 'Енгізілген ат тіркелгіңіздегі атпен сәйкес емес. Беттегідей етіп жазыңыз.',
  },
  'in-approval': {
    en: 'A round of approval is open. Return the set to draft before you change who approves it.',
    ru: 'Идёт утверждение. Прежде чем менять утверждающих, верните комплект в черновики.',
    kk: 'Бекіту жүріп жатыр. Бекітушілерді өзгерту үшін алдымен жинақты жобаға қайтарыңыз.',
  },
  'thread-ended': {
    en: 'This thread has ended. Reopen it before anything is added.',
    ru: 'Это обсуждение завершено. Чтобы что-то добавить, откройте его снова.',
    kk: 'Бұл талқылау аяқталған. Бірдеңе қосу үшін оны қайта ашыңыз.',
  },
  'suggestion-outdated': {
    en: 'The words that this suggestion was made against have changed. Compare both and edit the text by hand, or decline.',
    ru: 'Слова, к которым относится предложение, изменились. Сравните и исправьте текст вручную или отклоните.',
    kk: 'Бұл ұсыныс жасалған сөздер өзгерді. Салыстырып, мәтінді қолмен түзетіңіз не ұсыныстан бас тартыңыз.',
  },
  'suggestion-decided': {
    en: 'Somebody has decided on this suggestion already. Look at it again.',
    ru: 'По этому предложению уже принято решение. Посмотрите на него ещё раз.',
    kk: 'Бұл ұсыныс бойынша шешім қабылданып қойған. Оны қайта қараңыз.',
  },
  'words-differ': {
    en: 'These words do not stand in the text they are said to come from, so they stay yours. Nothing was changed.',
    ru: 'Этих слов нет в тексте, из которого они будто бы взяты, поэтому они остаются вашими. Ничего не изменено.',
    kk: 'Бұл сөздер алынды делінген мәтінде жоқ, сондықтан олар сіздікі болып қалады. Ештеңе өзгертілген жоқ.',
  },
  failed: {
    en: 'Something went wrong on the server and nothing was saved. Try again; if it stays, tell the administrator the time.',
    ru: 'На сервере произошла ошибка, ничего не сохранено. Повторите; если не поможет, сообщите время администратору.',
    kk: 'Серверде қате болды, ештеңе сақталмады. Қайталап көріңіз; болмаса, уақытын әкімшіге айтыңыз.',
  },
};

/** Sentences for one field; `{limit}` is replaced by the rule's number. */
export const FIELD_SENTENCES: Readonly<Record<FieldProblem['rule'], Sentence>> = {
  required: { en: 'This is needed.', ru: 'Это поле обязательно.', kk: 'Бұл өріс міндетті.' },
  'too-long': { en: 'At most {limit} characters.', ru: 'Не более {limit} знаков.', kk: 'Ең көбі {limit} таңба.' },
  'too-short': { en: 'At least {limit} characters.', ru: 'Не менее {limit} знаков.', kk: 'Кемінде {limit} таңба.' },
  'too-big': { en: 'At most {limit}.', ru: 'Не более {limit}.', kk: 'Ең көбі {limit}.' },
  'too-small': { en: 'At least {limit}.', ru: 'Не менее {limit}.', kk: 'Кемінде {limit}.' },
  'not-allowed': { en: 'This value is not one of the choices.', ru: 'Такого варианта нет.', kk: 'Мұндай нұсқа жоқ.' },
  format: { en: 'This is not in the expected form.', ru: 'Формат неверен.', kk: 'Пішімі дұрыс емес.' },
};

/** The same where it is known how long. */
const WAIT_MINUTES: Sentence = {
  en: 'Too many attempts. Try again in {minutes} min.',
  ru: 'Слишком много попыток. Повторите через {minutes} мин.',
  kk: 'Әрекет тым көп болды. {minutes} мин кейін қайта көріңіз.',
};

/** The sentence for a problem; who must wait for minutes is told how many. */
export function problemSentence(code: ProblemCode, language: Language, { retryAfter }: Pick<ProblemDetails, 'retryAfter'> = {}): string {
  if (code === 'too-many-attempts' && retryAfter !== undefined && retryAfter > 60)
    return WAIT_MINUTES[language].replace('{minutes}', String(Math.ceil(retryAfter / 60)));
  return PROBLEM_SENTENCES[code][language];
}

/** The sentence for a field problem, with its limit filled in. */
export function fieldSentence(problem: FieldProblem, language: Language): string {
  return FIELD_SENTENCES[problem.rule][language].replace('{limit}', String(problem.limit ?? ''));
}
