import type { ReadResult } from '../contracts/reader.js';
import { textPrint } from '../core/text-print.js';

/**
 * Opens memos that keep the bytes of a boot file once somebody has read it. Documents of 16 kB and more are kept by their content,
 * so equal ones of many hosts are held once, and they share a budget: when it is spent, the oldest are forgotten and rendered again
 * if somebody asks. Thousands of hosts therefore never hold thousands of large documents.
 *
 * @param budgetCharacters characters of different large documents kept at a time.
 */
export function renderedMemos(budgetCharacters: number): (render: () => ReadResult) => () => ReadResult {
  const byPrint = new Map<number, readonly Held[]>();
  const oldestFirst = new Set<Held>();
  let spent = 0;

  return (render) => {
    let held: Held | undefined;
    return () => {
      if (held?.result !== undefined) return held.result;
      const result = render();
      held = result.ok && result.text.length >= largeCharacters ? shared(result, result.text) : { print: 0, result };
      return held.result ?? result;
    };
  };

  function shared(result: ReadResult, text: string): Held {
    const print = textPrint(text);
    const alike = byPrint.get(print) ?? [];
    const known = alike.find((other) => textOf(other) === text);
    if (known !== undefined) return known;
    const held = { print, result };
    byPrint.set(print, [...alike, held]);
    oldestFirst.add(held);
    spent += text.length;
    forgetBeyondBudget();
    return held;
  }

  function forgetBeyondBudget(): void {
    for (const held of oldestFirst) {
      if (spent <= budgetCharacters) return;
      oldestFirst.delete(held);
      const alike = (byPrint.get(held.print) ?? []).filter((other) => other !== held);
      if (alike.length === 0) byPrint.delete(held.print);
      else byPrint.set(held.print, alike);
      spent -= textOf(held)?.length ?? 0;
      held.result = undefined;
    }
  }
}

/** What memos point to; without a result when it was forgotten. */
interface Held {
  /** {@link textPrint} of a large document; of no meaning for others. */
  readonly print: number;
  result: ReadResult | undefined;
}

const largeCharacters = 16 * 1024;

function textOf({ result }: Held): string | undefined {
  return result?.ok === true ? result.text : undefined;
}
