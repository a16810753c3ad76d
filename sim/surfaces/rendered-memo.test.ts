import { expect, it } from 'vitest';
import { renderedMemos } from './rendered-memo.js';

const large = (letter: string): string => letter.repeat(20_000);

function counted(
  text: string,
  memoOf: ReturnType<typeof renderedMemos>,
): { readonly read: () => unknown; readonly renders: () => number } {
  let renders = 0;
  const read = memoOf(() => {
    renders += 1;
    return { ok: true, text };
  });
  return { read, renders: () => renders };
}

it('renders once', () => {
  const memo = counted('small', renderedMemos(0));
  memo.read();
  memo.read();
  expect(memo.renders()).toBe(1);
});

it('forgets the oldest large documents when there are too many, and gives the same bytes again', () => {
  const memoOf = renderedMemos(50_000);
  const [first, second, third] = ['a', 'b', 'c'].map((letter) => counted(large(letter), memoOf));
  for (const memo of [first, second, third]) memo?.read();
  expect(third?.read()).toEqual({ ok: true, text: large('c') });
  expect(first?.read()).toEqual({ ok: true, text: large('a') });
  expect([first?.renders(), second?.renders(), third?.renders()]).toEqual([2, 1, 1]);
});

it('counts equal documents of many hosts once', () => {
  const memoOf = renderedMemos(50_000);
  const memos = Array.from({ length: 10 }, () => counted(large('a'), memoOf));
  for (const memo of memos) memo.read();
  for (const memo of memos) memo.read();
  expect(memos.map((memo) => memo.renders())).toEqual(memos.map(() => 1));
});

it('still answers when a single document is beyond the budget', () => {
  expect(counted(large('a'), renderedMemos(10)).read()).toEqual({ ok: true, text: large('a') });
});
