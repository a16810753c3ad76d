import type { Palette } from '../../reports/index.js';
import type { Shown, StoryFailure, StoryStep } from './story.js';

/** A step as the screen shows it. */
export function stepText({ title, shown }: StoryStep, number: number, palette: Palette): string {
  const lines = shown.flatMap((each) => linesOf(each, palette));
  return `${palette.strong(`${number}. ${title}`)}\n${lines.map((line) => `${line}\n`).join('')}\n`;
}

/** Why a story ended early. */
export function failureText({ step, code, message }: StoryFailure, broken: string | undefined, palette: Palette): string {
  const why = broken === undefined ? '' : `  broken on purpose: ${broken}\n`;
  return `${palette.bad('FAILED')} at step "${step}": ${message} (${code})\n${why}`;
}

function linesOf(shown: Shown, palette: Palette): readonly string[] {
  if (shown.kind === 'command') return indented(`${palette.faint(`${shown.where}`)} ${shown.text}`);
  if (shown.kind === 'remark') return indented(palette.faint(`(${shown.text})`));
  return indented(shown.text);
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => (line === '' ? '' : `   ${line}`));
}
