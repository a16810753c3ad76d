import type { Verdict } from '../../../sim/core/verdict.js';
import { type Content, type Markup, markup } from './markup.js';

/** A part of the page with its heading, which the contents link to; nothing when there is nothing to say. */
export function part(id: string, title: Content, ...contents: readonly Content[]): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${contents}</section>\n`;
}

/** A verdict, as a word on a coloured ground: colour alone tells nothing. */
export function chip(verdict: Verdict, words: string = verdict): Markup {
  return markup`<span class="chip ${verdict}">${words}</span>`;
}

/** Something wide that scrolls by itself, also with the keyboard. */
export function scrolling(label: string, content: Content): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${content}</div>`;
}

/** A command to be copied; the script puts a button beside it. */
export function command(words: string): Markup {
  return markup`<span class="copy"><code data-copy="">${words}</code></span>`;
}

/** A folded list of ids, nothing when there are none. */
export function folded(title: Content, items: readonly Content[], open = false): Content {
  if (items.length === 0) return undefined;
  const list = items.map((item) => markup`<li>${item}</li>`);
  return markup`<details${open ? markup` open=""` : ''}><summary>${title}</summary><ul class="list">${list}</ul></details>`;
}
