import { counted } from '../../reports/counts.js';
import { mapStrings, printable } from '../../reports/writers/strings.js';
import { wrap } from '../../reports/writers/wrap.js';
import { decisionLines } from './decision-text.js';
import type { Decision, ExplainedHost, ExplainedStep, Explanation } from './explanation.js';
import type { ExplanationScreen } from './explanation-screen.js';

/** A case decision by decision, for people. */
export function explanationText(explanation: Explanation, screen: ExplanationScreen): string {
  const { subject, hosts, config, steps, guests } = mapStrings(explanation, printableLines);
  const { palette, width } = screen;
  const who = `${subject.id}${subject.release === undefined ? '' : ` as ${subject.release}`}`;
  const quirks = subject.quirks.length === 0 ? [] : wrap(subject.quirks.join(', '), width, 'quirks: ');
  const ends = guests.map(({ name, running, host, phase }) => {
    const where = host === undefined ? '' : ` on ${host}`;
    return `${name}: ${phase ?? ''}${where}${running ? palette.good(', it runs') : palette.doubtful(', it does not run')}`;
  });
  const lines = [
    `subject: ${who}`,
    ...quirks,
    ...hosts.flatMap((host) => wrap(hostWords(host), width, 'host:    ')),
    ...(config.length === 0 ? [] : wrap(config.join(', '), width, 'config:  ')),
    ...steps.flatMap((step) => stepLines(step, screen)),
    ...(ends.length === 0 ? [] : ['', ...shortened(ends, screen)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Guests of one command that are shown: the first ones, and the last ones, which are at the limit. */
const guestsShown = { first: 1, last: 2 };

function stepLines(step: ExplainedStep, screen: ExplanationScreen): readonly string[] {
  const { palette, width } = screen;
  const title = step.command === undefined ? [] : ['', palette.strong(`▸ ${step.command}`)];
  const { shown, left } = shownDecisions(step.decisions, screen);
  const blocks = shown.flatMap((decision) => ['', ...decisionLines(decision, screen)]);
  const more = left === 0 ? [] : ['', palette.faint(`… and ${counted(left, 'guest')} between them (--all shows them)`)];
  const broken = step.broken.flatMap(({ requirement, message }) => [
    '',
    `${palette.bad('✗')} ${palette.strong(requirement)}`,
    ...wrap(message, width, '  '),
  ]);
  return [...title, ...blocks, ...more, ...broken];
}

function shownDecisions(
  decisions: readonly Decision[],
  { everything }: ExplanationScreen,
): { shown: readonly Decision[]; left: number } {
  const guests = [...new Set(decisions.flatMap(({ guest }) => (guest === undefined ? [] : [guest])))];
  const { first, last } = guestsShown;
  if (everything || guests.length <= first + last) return { shown: withoutRepeats(decisions), left: 0 };
  const kept = new Set([...guests.slice(0, first), ...guests.slice(-last)]);
  const shown = decisions.filter(({ guest }) => guest === undefined || kept.has(guest));
  return { shown: withoutRepeats(shown), left: guests.length - kept.size };
}

/** A guest that waits is asked about again and again; the same answer is told once. */
function withoutRepeats(decisions: readonly Decision[]): readonly Decision[] {
  const last = new Map<string, string>();
  return decisions.filter((decision) => {
    if (decision.stage !== 'schedule' && decision.stage !== 'run') return true;
    const key = `${decision.stage} ${decision.guest}`;
    const content = JSON.stringify(decision);
    const repeated = last.get(key) === content;
    last.set(key, content);
    return !repeated;
  });
}

/** What comes from files must not drive the terminal; documents keep their lines. */
function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function shortened(lines: readonly string[], { everything, palette }: ExplanationScreen): readonly string[] {
  const max = 6;
  if (everything || lines.length <= max) return lines;
  return [...lines.slice(0, 1), palette.faint(`… ${lines.length - 3} more`), ...lines.slice(-2)];
}

function hostWords({ name, machine, settings, versions }: ExplainedHost): string {
  const changed = Object.entries(settings).map(([id, value]) => (value === true ? id : `${id}=${value}`));
  const software = Object.entries(versions).map(([id, version]) => `${id} ${version}`);
  const details = [...(name === machine ? [] : [machine]), ...changed, ...software];
  return details.length === 0 ? name : `${name} (${details.join(', ')})`;
}
