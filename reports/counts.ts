/** Numbers as people read them: `12345` is `12,345`. Own code because locale data differs between builds of Node. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** At most five characters up to a thousand million: `9,999`, `12.3k`, `123k`, `1.2M`. */
export function compact(count: number): string {
  if (count < 10_000) return grouped(count);
  if (count < 1_000_000) return scaled(count, 1_000, 'k');
  return scaled(count, 1_000_000, 'M');
}

/** A number with its noun: `1 case`, `2 cases`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A share in whole percent. Something is never shown as nothing, and less than all never as all: `<1 %`, `>99 %`. */
export function percent(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  if (part === whole) return '100 %';
  const rounded = Math.round((part / whole) * 100);
  return rounded === 0 ? '<1 %' : rounded === 100 ? '>99 %' : `${rounded} %`;
}

/** The first few of a list and how many more there are: `a, b and 3 more`. */
export function listed(items: readonly string[], most = 3): string {
  if (items.length > most) return `${items.slice(0, most).join(', ')} and ${grouped(items.length - most)} more`;
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function scaled(count: number, unit: number, suffix: string): string {
  const tenths = Math.floor((count * 10) / unit);
  return tenths < 1_000 ? `${Math.floor(tenths / 10)}.${tenths % 10}${suffix}` : `${Math.floor(tenths / 10)}${suffix}`;
}
