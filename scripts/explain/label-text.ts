import { wrap } from '../../reports/writers/wrap.js';
import type { ResourceProvider } from '../../sim/contracts/subject.js';
import type { Answer, AnswerFound, LabelExplained } from './explanation.js';
import { type ExplanationScreen, heading } from './explanation-screen.js';

/** What a node says of itself, each label and resource with the bytes it came from. */
export function labelLines(decision: LabelExplained, screen: ExplanationScreen): readonly string[] {
  const { palette, width } = screen;
  const { host, happening, answers, really, providers, otherLabels, problems } = decision;
  const nameWidth = Math.max(0, ...answers.map(({ name }) => name.length));
  return [
    heading('label', host, happening, screen),
    ...answers.flatMap((answer) => answerLines(answer, nameWidth, screen)),
    ...(providers ?? []).flatMap((provider) => providerLines(provider, screen)),
    ...(providers === undefined ? [palette.faint(`  and ${otherLabels} other labels`)] : []),
    ...wrap(really.map(realityWords).join(', '), width, '  the host itself can start: '),
    ...problems.flatMap((problem) => wrap(problem, width, '  problem: ').map(palette.doubtful)),
  ];
}

/** One provider: what it has, and which traits. */
function providerLines(
  { name, parent, inventories, traits }: ResourceProvider,
  { palette, width }: ExplanationScreen,
): readonly string[] {
  const amounts = Object.entries(inventories).map(([resourceClass, { total, reserved }]) => {
    return `${total}${reserved > 0 ? ` (${reserved} reserved)` : ''} ${resourceClass}`;
  });
  const title = parent === undefined ? name : `${name} of ${parent}`;
  return [`  ${title}  ${palette.good(amounts.join(', '))}`, ...wrap(traits.join(', '), width, '    ').map(palette.faint)];
}

function realityWords({ protection, possible, because = '' }: LabelExplained['really'][number]): string {
  return possible ? protection : `no ${protection} (${because.replaceAll('-', ' ')})`;
}

function answerLines(answer: Answer, nameWidth: number, screen: ExplanationScreen): readonly string[] {
  const { palette } = screen;
  const { name, value, unhealthy } = answer;
  const shown = value === undefined ? palette.faint('absent') : palette.good(value === '' ? '""' : String(value));
  const ill = unhealthy === undefined ? '' : palette.doubtful(` (${unhealthy} unhealthy)`);
  return [`  ${name.padEnd(nameWidth)}  ${shown}${ill}`, ...answer.sources.flatMap((source) => sourceLines(source, screen))];
}

function sourceLines({ path, earlier, excerpt, remark }: AnswerFound, { palette, width }: ExplanationScreen): readonly string[] {
  const when = earlier === undefined ? '' : ', read earlier';
  if (excerpt === undefined) return wrap(`${path}${when}: ${remark}`, width, '    ').map(palette.faint);
  const [only] = excerpt.lines;
  const short = `    ${path}:${excerpt.line}${when}: ${only?.trim()}`;
  if (excerpt.lines.length === 1 && short.length <= width) return [palette.faint(short)];
  const lines = unindented(excerpt.lines).map((line) => `      ${cut(line, width - 6)}`);
  return [`    ${path}:${excerpt.line}${when}`, ...lines].map(palette.faint);
}

/** The same lines without the blanks they all begin with. */
function unindented(lines: readonly string[]): readonly string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common));
}

function cut(line: string, most: number): string {
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
