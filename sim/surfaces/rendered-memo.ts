import type { ReadResult } from '../contracts/reader.js';

/**
 * Opens memos that keep the bytes of a boot file once somebody has read it. Documents of 16 kB and more are kept by their content,
 * so equal ones of many hosts are held once, and they share a budget: when it is spent, the oldest are forgotten and rendered again
 * if somebody asks. Thousands of hosts therefore never hold thousands of large documents.
 *
 * @param budgetCharacters characters of different large documents kept at a time.
 */
export function renderedMemos(budgetCharacters: number): (render: () => ReadResult) => () => ReadResult {
  const large = new Map<string, Held>();
  let spent = 0;

  return (render) => {
    let held: Held | undefined;
    return () => {
      if (held?.result !== undefined) return held.result;
      const result = render();
      held = result.ok && result.text.length >= largeCharacters ? shared(result.text, result) : { result };
      return held.result ?? result;
    };
  };

  function shared(text: string, result: ReadResult): Held {
    const known = large.get(text);
    if (known !== undefined) return known;
    const held = { result };
    large.set(text, held);
    spent += text.length;
    forgetBeyondBudget();
    return held;
  }

  function forgetBeyondBudget(): void {
    for (const [text, held] of large) {
      if (spent <= budgetCharacters) return;
      large.delete(text);
      held.result = undefined;
      spent -= text.length;
    }
  }
}

/** What memos point to; without a result when it was forgotten. */
interface Held {
  result: ReadResult | undefined;
}

const largeCharacters = 16 * 1024;
