/** A word alone: `\b` knows Latin letters only. */
const word = (pattern: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'iu');

/** Numbers that count nothing: references, sections, dates, years and spans of years. */
const NOT_FIGURES = [
  /(?<![\p{L}\p{N}])\p{Lu}{3}-\d+/gu,
  /(?:§§?|№|(?<!\p{L})(?:no|pp?|стр?|гл|табл|рис|fig|chapter|section|article|статья|статьи|глава|раздел|бап|тарау|кесте|table|stage|этап|кезең)\.?)\s*\d+(?:[.–-]\d+)*/giu,
  /(?<![\p{N}])\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\p{N})/gu,
  /(?<![\p{N}])\d{1,2}\s+(?:january|february|march|april|may|june|july|august|september|october|november|december|январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)\p{L}*/giu,
  /(?<![\p{N}.,])(?:19|20)\d{2}(?:\s?[–-]\s?(?:(?:19|20)?\d{2}))?(?![\p{N}]|[.,]\d|\s?(?:%|млн|млрд|тыс|мың|million|billion|thousand))/giu,
];

/** Shares and multiples that are written in words. */
const IN_WORDS: readonly RegExp[] = [
  word(
    'per ?cent|percentage points?|half of|a (?:third|quarter|fifth|tenth) of|two[- ]thirds|three[- ]quarters|twice as|(?:two|three|four|five|ten)fold|doubled|tripled|quadrupled',
  ),
  word('процент\\p{L}*|половин\\p{L}+|треть|четверть|две трети|вдвое|втрое|вчетверо|удво\\p{L}+|утро\\p{L}+|кратно'),
  word('пайыз\\p{L}*|жартысы\\p{L}*|(?:үштен|төрттен|бестен|оннан) (?:бір|екі|үш)\\p{L}*|(?:екі|үш|төрт|бес|он) есе\\p{L}*|еселе\\p{L}+'),
  word('(?:million|billion|trillion)s?|миллион\\p{L}*|миллиард\\p{L}*|триллион\\p{L}*|млн|млрд'),
];

/** Whether words state a figure: a quantity in digits or in words, in English, Russian or Kazakh. A year alone is none. */
export function statesFigure(text: string): boolean {
  if (IN_WORDS.some((pattern) => pattern.test(text))) return true;
  return /\p{N}/u.test(NOT_FIGURES.reduce((rest, pattern) => rest.replace(pattern, ' '), text));
}
