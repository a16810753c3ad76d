import { counted, grouped } from '../../counts.js';
import type { Report } from '../../report.js';
import { subjectWords } from '../../words.js';
import { wrap } from '../wrap.js';
import type { Screen } from './screen.js';

/**
 * The first line of a run: version, seed and the command that runs it all again. Printed before anything is run, so that even a run
 * that hangs can be repeated.
 */
export function headline({ version, seed, replay }: Pick<Report['run'], 'version' | 'seed' | 'replay'>): string {
  return `fauxmetal ${version} · seed ${seed} · replay: ${replay}`;
}

/** The first line, unless it was printed before the run; the subject; and how much was run. */
export function headerLines({ run, summary }: Report, { width, palette, announced }: Screen): readonly string[] {
  const quirks = run.subject.quirks.length === 0 ? [] : wrap(run.subject.quirks.join(', '), width, 'quirks: ');
  return [
    ...(announced ? [] : [palette.strong(headline(run))]),
    `subject: ${subjectWords(run)}`,
    ...quirks,
    ...wrap(amountWords(summary), width).map(palette.faint),
  ];
}

function amountWords({ judged, planned, checks, commands }: Report['summary']): string {
  const cases = judged.deterministic + judged.random;
  const all = planned.deterministic + planned.random;
  const share = cases === all ? counted(cases, 'case') : `${grouped(cases)} of ${counted(all, 'case')}`;
  const phases = `${grouped(judged.deterministic)} deterministic, ${grouped(judged.random)} random`;
  return `${share} judged (${phases}) · ${counted(commands, 'command')} · ${counted(checks, 'check')}`;
}
