import { counted, grouped } from '../../counts.js';
import type { Report } from '../../report.js';
import { featureWords } from '../../words.js';
import { type Content, markup } from './markup.js';
import { folded, part } from './page-parts.js';

/** Situations declared before the run: those no case met, and how many cases met the others, rarest first. */
export function marksPart({ marks, features }: Report): Content {
  if (marks.declared === 0 && features.declared === 0) return undefined;
  const expected = marks.unhit.filter(({ rare }) => rare === undefined).map(({ id }) => markup`<code>${id}</code>`);
  const rare = marks.unhit.flatMap(({ id, rare: why }) => (why === undefined ? [] : [markup`<code>${id}</code>: ${why}`]));
  const met = [...marks.met].sort((left, right) => left.cases - right.cases);
  return part(
    'marks',
    'Situations and features',
    markup`<p>${counted(marks.declared, 'situation')} declared before the run, ${grouped(marks.hit)} met.</p>`,
    folded(
      `Never exercised though declared (${grouped(features.unexercised.length)})`,
      features.unexercised.map(featureWords),
      true,
    ),
    folded(`Never met (${grouped(expected.length)})`, expected, true),
    folded(`Rare, and not met (${grouped(rare.length)})`, rare),
    folded(
      `Met (${grouped(met.length)}), rarest first`,
      met.map(({ id, cases }) => markup`<code>${id}</code> ${grouped(cases)}`),
    ),
  );
}

/** Facts that were taken on trust. */
export function assumedPart({ assumed }: Report): Content {
  if (assumed.length === 0) return undefined;
  const items = assumed.map(({ fact, cases }) => markup`<code>${fact}</code> (${counted(cases, 'case')})`);
  return part('assumed', 'Assumed facts', folded(`${counted(assumed.length, 'fact')} no source confirms yet`, items));
}
