import { expect, it } from 'vitest';
import { type Actor, Turns, Work } from './work.js';

function workOf(...steps: readonly (readonly [Actor, string])[]): { readonly work: Work; readonly done: string[] } {
  const done: string[] = [];
  const work = new Work();
  for (const [actor, name] of steps) work.add({ actor, host: 'h0', run: () => done.push(name) }, { step: 0 });
  return { work, done };
}

function takeAll(work: Work, which: (count: number) => number): void {
  for (let next = work.next(); next.length > 0; next = work.next()) {
    const step = next[which(next.length)];
    if (step === undefined) return;
    work.take(step);
    step.run();
  }
}

it('each actor does its own work in order, whoever goes first', () => {
  const steps = [
    ['kubelet', 'k1'],
    ['libvirtd', 'l1'],
    ['kubelet', 'k2'],
  ] as const;
  const oldest = workOf(...steps);
  takeAll(oldest.work, () => 0);
  expect(oldest.done).toEqual(['k1', 'l1', 'k2']);
  const youngest = workOf(...steps);
  takeAll(youngest.work, (count) => count - 1);
  expect(youngest.done).toEqual(['l1', 'k1', 'k2']);
});

it('news may overtake what was sent earlier', () => {
  const { work, done } = workOf(['kubelet', 'first']);
  work.add({ actor: 'kubelet', host: 'h0', run: () => done.push('urgent') }, { step: 1 }, true);
  takeAll(work, () => 0);
  expect(done).toEqual(['urgent', 'first']);
});

it('work of some actors of one host can be taken away, in the order it came', () => {
  const { work } = workOf(['handler', 'a'], ['kubelet', 'b'], ['labeller', 'c']);
  expect(work.drop('h0', 'labeller', 'handler').map(({ actor }) => actor)).toEqual(['handler', 'labeller']);
  expect(work.drop('h1', 'kubelet')).toEqual([]);
  expect(work.next().map(({ actor }) => actor)).toEqual(['kubelet']);
});

it('a choice is used up only where there is one, and the oldest has the turn when no choice is left', () => {
  const turns = new Turns([7, 1]);
  expect([turns.among(1), turns.among(3), turns.among(1), turns.among(2), turns.among(5)]).toEqual([0, 1, 0, 1, 0]);
});
