import type { Evidence, KubeletEvent, RenderEvent, RunEvent, StartEvent, TraceEvent } from '../../sim/contracts/evidence.js';
import { keyPoolOf } from '../../sim/contracts/protection.js';
import type { Happening, RunDecision } from '../../sim/contracts/subject.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { Decision, KubeletExplained, RenderExplained, RunExplained, StartExplained } from './explanation.js';

/** Tells events that need nothing but themselves and the truth of their host; none for what a command says already. */
export function explainedOther(event: TraceEvent, { hosts, trace }: Evidence): readonly Decision[] {
  switch (event.event) {
    case 'kubelet':
      return [explainedKubelet(event)];
    case 'render':
      return [explainedRender(event)];
    case 'start':
      return [explainedStart(event, bootBefore(event, trace) ?? hosts[event.host])];
    case 'run':
      return [explainedRun(event)];
    case 'boot':
      return [{ stage: 'world', text: `${event.host} boots with Linux ${event.truth.kernel.release}` }];
    case 'release':
      return [{ stage: 'world', guest: event.guest, text: `${event.guest} leaves ${event.host}${keysLeft(event.usage)}` }];
    case 'panic':
      return [{ stage: 'world', text: `the subject panics when asked to ${event.decision}: ${event.message}` }];
    case 'edit':
      return [{ stage: 'world', text: `the node object of ${event.host} is edited${event.cordoned ? '; it is cordoned' : ''}` }];
    default:
      return [];
  }
}

function explainedKubelet({ guest, host, admitted, message, reason }: KubeletEvent): KubeletExplained {
  const words = [reason, message].filter((part) => part !== undefined).join(': ');
  return { stage: 'kubelet', guest, host, admitted, ...(words !== '' && { message: words }) };
}

function explainedRender({ guest, host, decision }: RenderEvent): RenderExplained {
  if (!decision.rendered) return { stage: 'render', guest, host, message: decision.message };
  const { xml, commandLine } = decision;
  return { stage: 'render', guest, host, ...(commandLine === undefined ? { xml } : { commandLine }) };
}

function explainedStart(
  { guest, host, protection, result, usage }: Stepped<StartEvent>,
  boot: BootTruth | undefined,
): StartExplained {
  const told = {
    stage: 'start',
    guest,
    host,
    started: result.started,
    ...(usage !== undefined && { usage: { free: usage.free, inUse: usage.inUse, pending: usage.pending } }),
  } as const;
  if (!result.started) return { ...told, error: result.error, cause: result.cause };
  const range = boot?.keyRanges.find(({ protections }) => protections.some((each) => each === protection));
  if (result.keyId === undefined || protection === 'none' || range === undefined) return told;
  return {
    ...told,
    key: { id: result.keyId, pool: keyPoolOf[protection], first: range.first, last: range.first + range.size - 1 },
  };
}

/** An event with its place in the case. */
type Stepped<Event> = Event & { readonly step: number };

/** The boot a start happened under: a host may have come back with other settings. */
function bootBefore({ host, step }: Stepped<StartEvent>, trace: Evidence['trace']): BootTruth | undefined {
  const boots = trace.filter((event) => event.event === 'boot' && event.host === host && event.step <= step);
  const last = boots.at(-1);
  return last?.event === 'boot' ? last.truth : undefined;
}

function explainedRun({ guest, happening, decision }: RunEvent): RunExplained {
  const answer = answerWords(decision.answer);
  return {
    stage: 'run',
    guest,
    happening: happeningWords(happening),
    next: decision.next,
    status: decision.status,
    events: (decision.events ?? []).map(({ type, reason, message }) => `${type} ${reason}: ${message}`),
    ...(answer !== undefined && { answer }),
  };
}

function answerWords(answer: RunDecision['answer']): string | undefined {
  if (answer === undefined) return undefined;
  const code = answer.httpCode === undefined ? '' : ` ${answer.httpCode}`;
  return `${answer.allowed ? 'granted' : 'refused'}${code}${answer.message === undefined ? '' : `: ${answer.message}`}`;
}

function happeningWords(happening: Happening): string {
  switch (happening.what) {
    case 'not-placed':
    case 'not-rendered':
      return happening.what;
    case 'placed':
    case 'started':
    case 'not-started':
    case 'agent-back':
    case 'libvirtd-back':
    case 'agent-silent':
      return `${happening.what} on ${happening.host}`;
    case 'stopped':
      return `stopped on ${happening.host} by ${happening.by}`;
    case 'kubelet-refused':
      return `refused by the kubelet of ${happening.host}`;
    case 'request':
      return `request ${happening.request}`;
    default:
      return happening.what;
  }
}

function keysLeft(usage: { readonly free: number; readonly inUse: number; readonly pending: number } | undefined): string {
  if (usage === undefined) return '';
  return `: ${usage.inUse} key IDs in use, ${usage.free} free${usage.pending > 0 ? `, ${usage.pending} wait for a flush` : ''}`;
}
