import { describe, expect, it } from 'vitest';
import { mixedSentences } from './likelihood.ts';

describe('likelihood and confidence in one sentence', () => {
  it.each([
    'We judge with high confidence that a split is likely.',
    'It is probable, and we are confident of it, that trade will fall.',
    'С высокой степенью уверенности раскол вероятен.',
    'Мы уверены, что, скорее всего, торговля сократится.',
    'Сауданың қысқаруы ықтимал екеніне сенімдіміз.',
    'Жоғары сенім деңгейімен айтсақ, бөліну мүмкін.',
  ])('are found in «%s»', (text) => expect(mixedSentences(text)).toEqual([text]));

  it.each([
    'A split is likely. We say so with high confidence.',
    'Confidence-building measures are likely to help.',
    'Investor confidence will probably return.',
    'Раскол вероятен. Мы уверены в этом выводе.',
    'Доверие партнёров, вероятно, вернётся.',
    'Бөліну ықтимал. Бұл қорытындыға сенімдіміз.',
    'Сенімді дереккөз бұл мүмкін дейді.',
  ])('are not found in «%s»', (text) => expect(mixedSentences(text)).toEqual([]));
});
