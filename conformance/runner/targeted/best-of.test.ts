import { describe, expect, it } from 'vitest';
import { kubevirtKit as kit } from '../../subjects/kubevirt.js';
import { evidenceOf } from '../judge-case.js';
import { planRun } from '../plan.js';
import { bestSeed, scoreAt, searchedEvery } from './best-of.js';
import { type Score, scores } from './scores.js';

const bench = { kit, subject: kit.subject([]) };
const planWith = (search: number, runs = 480) => planRun({ seed: 3, runs, machines: ['genoa'], kit, search });

describe('a searched case', () => {
  it('is every eighth, and the scores take turns', () => {
    expect([0, 1, 2].map(scoreAt)).toEqual([undefined, undefined, undefined]);
    const turns = Array.from({ length: scores.length + 1 }, (_, turn) => scoreAt(turn * searchedEvery + searchedEvery - 1)?.name);
    expect(turns).toEqual([...scores.map(({ name }) => name), scores[0]?.name]);
  });

  it('depends on its index alone, so shards and workers search alike', () => {
    const [forwards, backwards] = [planWith(3, 24), planWith(3, 1000)];
    for (let index = forwards.length - 1; index > forwards.deterministic; index -= 1) {
      expect(backwards.at(index)).toEqual(forwards.at(index));
    }
  });

  it('leaves the others as they are drawn', () => {
    const [searched, drawn] = [planWith(4), planWith(1)];
    for (let position = 0; position < 24; position += 1) {
      if (scoreAt(position) !== undefined) continue;
      const index = 1 + drawn.deterministic + position;
      expect(searched.at(index)).toEqual(drawn.at(index));
    }
  });

  it.each(scores)('gets further by $name than one as it is drawn', (score) => {
    const [searched, drawn] = [planWith(4), planWith(1)].map((plan) => totalOf(score, plan));
    expect(searched).toBeGreaterThan(drawn ?? 0);
  });
});

describe('bestSeed', () => {
  const first = planWith(1).at(1).case;

  it('takes the first of equals', () => {
    expect(
      bestSeed(
        [7, 8, 9],
        () => first,
        { name: '', about: '', of: () => 1 },
        (each) => evidenceOf(each, bench),
      ),
    ).toBe(7);
  });

  it('takes a case that fauxmetal cannot run before all others: it has to be seen', () => {
    const run = (): never => {
      throw new Error('broken');
    };
    const of = (): number => 5;
    expect(bestSeed([7, 8], () => first, { name: '', about: '', of }, run)).toBe(7);
  });
});

/** The score of all cases that are searched by it, summed up. */
function totalOf(score: Score, plan: ReturnType<typeof planWith>): number {
  const positions = Array.from({ length: plan.random }, (_, position) => position).filter(
    (position) => scoreAt(position) === score,
  );
  return positions.reduce(
    (sum, position) => sum + score.of(evidenceOf(plan.at(1 + plan.deterministic + position).case, bench)),
    0,
  );
}
