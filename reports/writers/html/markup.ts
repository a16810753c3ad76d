/** Text that is HTML already. Everything else is escaped when it is put into a page. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can stand in a page: markup, text and numbers (escaped), lists of these; nothing for what is absent. */
export type Content = Markup | string | number | undefined | readonly Content[];

/**
 * A piece of a page.
 *
 * @example markup`<td>${'a < b'}</td>` // <td>a &lt; b</td>
 */
export function markup(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, at) => part + (at < contents.length ? rendered(contents[at]) : '')).join(''));
}

/** The HTML of a content. */
export function rendered(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return content === undefined ? '' : content.map(rendered).join('');
}

/** Text in HTML, in elements and in quoted attributes. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
