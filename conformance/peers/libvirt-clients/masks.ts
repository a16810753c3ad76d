import type { TableAnswer } from './run-table.js';

/** What is left out of a comparison, and why: a text that cannot be the same on two hosts, or from one moment to the next. */
export interface Mask {
  /** Rows it applies to, by their command; all when left out. */
  readonly rows?: RegExp;
  readonly hide: RegExp;
  /** What stands there instead; nothing when left out. */
  readonly show?: string;
  readonly reason: string;
}

/** Volatile from one moment to the next, or from one start of the daemon to the next: not even in a golden. */
export const volatileMasks: readonly Mask[] = [
  { rows: /^capabilities/, hide: /<uuid>[^<]*<\/uuid>/g, show: '<uuid>…</uuid>', reason: 'a host without SMBIOS draws its UUID' },
  { rows: /^nodememstats|^freecell/, hide: /\d+ KiB/g, show: '… KiB', reason: 'memory in use changes' },
  { rows: /^nodecpustats/, hide: / +\d+$/gm, show: ' …', reason: 'time passes' },
  { rows: /^domstats/, hide: /^( +cpu\.(?:time|user|system)=)\d+$/gm, show: '$1…', reason: 'time passes' },
  { rows: /^domstats/, hide: /^( +vcpu\.\d+\.(?:time|wait|delay)=)\d+$/gm, show: '$1…', reason: 'time passes' },
  { rows: /^(domstats|dommemstat)/, hide: /(rss[ =])\d+/g, show: '$1…', reason: 'what a process uses changes' },
  { rows: /^dominfo/, hide: /^CPU time: .*\n/m, reason: 'time passes; none is shown while it is 0' },
  { rows: /^vcpuinfo/, hide: /(CPU time: +)[\d.]+s/g, show: '$1…', reason: 'time passes' },
  { rows: /^vcpuinfo/, hide: /^(CPU: +)\d+$/gm, show: '$1…', reason: 'the scheduler moves threads' },
];

/** A text with its masks laid over it. */
export function masked({ row, text }: TableAnswer, masks: readonly Mask[]): string {
  const fitting = masks.filter(({ rows }) => rows === undefined || rows.test(row.command));
  return fitting.reduce((rest, { hide, show = '' }) => rest.replace(hide, show), text).trimEnd();
}
