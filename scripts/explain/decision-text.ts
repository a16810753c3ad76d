import { wrap } from '../../reports/writers/wrap.js';
import type { AdmitCause } from '../../sim/contracts/subject.js';
import type { Json } from '../../sim/core/json.js';
import type { AdmitExplained, Decision, KubeletExplained, RenderExplained, RunExplained, StartExplained } from './explanation.js';
import { type ExplanationScreen, heading } from './explanation-screen.js';
import { labelLines } from './label-text.js';
import { placeLines } from './place-text.js';

/** One decision: a heading with stage and name, what there is to say, and what it goes back to where that is not the command above it. */
export function decisionLines(decision: Decision, screen: ExplanationScreen): readonly string[] {
  const { because } = decision;
  const lines = linesOf(decision, screen);
  return because === undefined ? lines : [...lines, ...wrap(because, screen.width, '  because of ').map(screen.palette.faint)];
}

function linesOf(decision: Decision, screen: ExplanationScreen): readonly string[] {
  switch (decision.stage) {
    case 'label':
      return labelLines(decision, screen);
    case 'admit':
      return admitLines(decision, screen);
    case 'schedule':
      return placeLines(decision, screen);
    case 'kubelet':
      return kubeletLines(decision, screen);
    case 'render':
      return renderLines(decision, screen);
    case 'start':
      return startLines(decision, screen);
    case 'run':
      return runLines(decision, screen);
    case 'world':
      return wrap(decision.text, screen.width, '· ').map(screen.palette.faint);
  }
}

function admitLines(decision: AdmitExplained, screen: ExplanationScreen): readonly string[] {
  const { palette, width } = screen;
  const { guest, allowed, causes, defaulted, warnings } = decision;
  const fields = defaulted.map(({ path, before, after }) => {
    const was = before === undefined ? '' : ` (was ${JSON.stringify(before)})`;
    return `${after === undefined ? '−' : before === undefined ? '+' : '~'} ${path}: ${after === undefined ? 'removed' : shortJson(after)}${was}`;
  });
  return [
    heading('admit', guest, allowed ? palette.good('accepted') : palette.bad('refused'), screen),
    ...causes.flatMap((cause) => wrap(causeWords(cause), width, '  ✗ ')),
    ...fields.flatMap((field) => wrap(field, width, '  ')),
    ...warnings.flatMap((warning) => wrap(warning, width, '  warning: ').map(palette.doubtful)),
  ];
}

/** An API that names no field has a status that says more. */
function causeWords({ field, message, type, httpCode }: AdmitCause): string {
  const code = httpCode === undefined ? type : `${type}, ${httpCode}`;
  return field === '' ? `${message} (${code})` : `${field}: ${message} (${code})`;
}

function kubeletLines({ guest, host, admitted, message }: KubeletExplained, screen: ExplanationScreen): readonly string[] {
  const { palette, width } = screen;
  const outcome = admitted ? palette.good('admitted') : palette.bad('refused');
  return [
    heading('kubelet', `${guest} on ${host}`, outcome, screen),
    ...(message === undefined ? [] : wrap(message, width, '  ')),
  ];
}

function renderLines(decision: RenderExplained, screen: ExplanationScreen): readonly string[] {
  const { guest, host, commandLine, message } = decision;
  const { palette, width } = screen;
  const xml = commandLine === undefined ? decision.xml : optionLines(commandLine);
  if (xml === undefined) {
    return [heading('render', `${guest} on ${host}`, palette.bad('no document'), screen), ...wrap(message ?? '', width, '  ')];
  }
  return [
    heading('render', `${guest} on ${host}`, '', screen),
    ...xml
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
  ];
}

/** 0 where libvirt was not asked. */
function libvirtCode({ code }: { readonly code: number }): string {
  return code === 0 ? '' : `libvirt code ${code}; `;
}

/** Every option of QEMU on a line of its own. */
function optionLines(argv: readonly string[]): string {
  return argv.map((each, at) => (at === 0 ? each : `${each.startsWith('-') ? '\n' : ' '}${each}`)).join('');
}

function startLines(decision: StartExplained, screen: ExplanationScreen): readonly string[] {
  const { palette, width } = screen;
  const { guest, host, started, key, usage, error, cause } = decision;
  const keys =
    usage === undefined
      ? ''
      : ` (${usage.inUse} in use, ${usage.free} free${usage.pending > 0 ? `, ${usage.pending} pending` : ''})`;
  return [
    heading('start', `${guest} on ${host}`, started ? palette.good('started') : palette.bad('failed'), screen),
    ...(key === undefined ? [] : [`  key ID ${key.id} of ${key.pool} ${key.first}…${key.last}${keys}`]),
    ...(error === undefined ? [] : wrap(`${error.message} (${libvirtCode(error)}really: ${cause})${keys}`, width, '  ')),
  ];
}

function runLines(
  { guest, happening, next, status, events, answer }: RunExplained,
  screen: ExplanationScreen,
): readonly string[] {
  const { palette, width } = screen;
  const { phase, conditions } = status;
  const then = next === 'nothing' ? '' : `, next: ${next}`;
  return [
    heading('run', guest, `${happening} → ${typeof phase === 'string' ? phase : shortJson(status)}${then}`, screen),
    ...(Array.isArray(conditions) ? conditions.flatMap((condition: Json) => wrap(conditionWords(condition), width, '  · ')) : []),
    ...events.flatMap((event) => wrap(event, width, '  event: ').map(palette.faint)),
    ...(answer === undefined ? [] : wrap(answer, width, '  answer: ')),
  ];
}

function conditionWords(condition: Json): string {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return JSON.stringify(condition);
  const { type, status, reason, message } = condition as Readonly<Record<string, Json>>;
  const why = [reason, message].filter((part) => typeof part === 'string' && part !== '').join(': ');
  return `${String(type)}=${String(status)}${why === '' ? '' : ` ${why}`}`;
}

/** Small values as they are; big ones by their size. */
function shortJson(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= 160 ? text : `${text.slice(0, 157)}…`;
}
